#include "tests/tools/program.h"

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace refreshsim {
namespace {

namespace fs = std::filesystem;

fs::path new_folder() {
  std::string pattern = (fs::temp_directory_path() / "refreshsim-XXXXXX").string();
  return mkdtemp(pattern.data());
}

std::string content(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

}  // namespace

const std::string_view kGood = R"(refreshsim: 1
name: good
launch_configurations:
  asc-web: {ImageId: img-v1}
scaling_groups:
  asg-web: {launch_configuration: asc-web, instances: 2}
calls:
  - {at: 0s, action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: asc-web, ImageId: img-v2}}
  - at: 1m
    as: refresh
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshSettings:
        RollingUpdateSettings: {BatchNumber: 2}
    expect: ok
expect:
  - {activity: refresh, Status: SUCCESSFUL}
  - {instance: ins-00000002, ImageId: img-v2, LifeCycleState: IN_SERVICE}
  - {group: asg-web, always: serving, at_least: 1}
)";

const std::string kFailing =
    std::string(kGood) + "  - {group: asg-web, always: serving, at_least: 2}\n";

const std::string_view kBroken = R"(refreshsim: 1
naem: broken
)";

Program::Program() : folder_(new_folder()), own_(new_folder()) {}

Program::~Program() {
  fs::remove_all(folder_);
  fs::remove_all(own_);
}

Ran Program::sh(const std::string& line) const {
  const std::string path = fs::path(REFRESHSIM_PROGRAM).parent_path().string();
  std::ofstream(own_ / "script") << "PATH='" << path << "':$PATH\nunset NO_COLOR\ncd '"
                                 << folder_.string() << "'\n"
                                 << line << "\n";
  const std::string own = own_.string();
  const int status = std::system(
      ("sh '" + own + "/script' < /dev/null > '" + own + "/out' 2> '" + own + "/err'").c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(own_ / "out"),
          content(own_ / "err")};
}

void Program::write(const std::string& name, std::string_view text) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

std::string Program::read(const std::string& name) const { return content(folder_ / name); }

std::string Program::files() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
  return all;
}

}  // namespace refreshsim
