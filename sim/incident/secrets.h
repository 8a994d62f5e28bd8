// What must not get from a log into a scenario.
#pragma once

#include <string>

#include "refreshsim/value.h"

namespace refreshsim {

/// Takes the secrets out of a request or an answer: passwords, keys, tokens and signatures are left
/// out; UserData, and values of keys that the service does not know, become a digest (XXH3 of
/// the text), so that two different ones still differ.
void hide_secrets(Value& value);

/// The same in a sentence: what follows `password=`, `SecretId:`, `Authorization:` and their like.
std::string without_secrets(std::string text);

}  // namespace refreshsim
