// Secrets planted in every field don't come out of an import.
#include "sim/incident/secrets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/incident/import_log.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Secrets, AreLeftOutOfRequestsHeadersAndMessages) {
  const std::string entry =
      "{\"time\": \"2025-10-30T21:00:00Z\", \"headers\": {\"X-TC-Action\": "
      "\"ModifyLaunchConfigurationAttributes\", \"Authorization\": \"PLANTED1\", \"X-TC-Token\": "
      "\"PLANTED2\"}, \"request\": {\"LaunchConfigurationId\": \"asc-1\", \"ImageId\": \"img-2\", "
      "\"UserData\": \"PLANTED3\", \"LoginSettings\": {\"Password\": \"PLANTED4\", \"KeyIds\": "
      "[\"PLANTED5\"]}, \"SecretId\": \"PLANTED6\", \"Signature\": \"PLANTED7\", \"Tags\": "
      "[{\"Key\": \"PLANTED8\"}]}, \"response\": {\"Response\": {\"Error\": {\"Code\": "
      "\"InvalidParameter\", \"Message\": \"password=PLANTED9, SecretKey: PLANTED10\"}, "
      "\"RequestId\": \"r\"}}}\n";
  const Import import = import_log(incident_of(read_log({{"a", entry}})), "a");
  EXPECT_THAT(import.yaml, Not(HasSubstr("PLANTED")));
  EXPECT_THAT(import.yaml, HasSubstr("img-2"));
}

TEST(Secrets, TwoDifferentUserDataStillDiffer) {
  Value first = Value::Map{{"UserData", "one"}};
  Value same = Value::Map{{"UserData", "one"}};
  Value other = Value::Map{{"UserData", "two"}};
  for (Value* each : {&first, &same, &other}) hide_secrets(*each);
  EXPECT_EQ(first, same);
  EXPECT_FALSE(first == other);
  EXPECT_THAT(*first.find("UserData")->text(), HasSubstr("digest-"));
}

TEST(Secrets, SentencesKeepTheRest) {
  EXPECT_EQ(without_secrets("login with password=hunter2, then boot"),
            "login with password=(left out), then boot");
  EXPECT_EQ(without_secrets("nothing: at all"), "nothing: at all");
  EXPECT_THAT(without_secrets("Authorization: TC3-HMAC Credential=AK/2, Signature=5d"),
              Not(HasSubstr("5d")));
}

}  // namespace
}  // namespace refreshsim
