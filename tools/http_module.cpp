// Finds and loads the module that serves HTTP.
#include <dlfcn.h>

#include <array>
#include <filesystem>

#include "tools/http_server.h"

namespace refreshsim::tools {
namespace {

// From the program's folder: where it is built, and where it is installed.
constexpr std::array<const char*, 2> kPlaces{"refreshsim_http.so", REFRESHSIM_HTTP_INSTALLED};

void* load(std::string& why) {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  for (const char* place : kPlaces) {
    const auto path = (program.parent_path() / place).lexically_normal();
    if (!std::filesystem::exists(path, error)) continue;
    void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) why = ::dlerror();
    return module;
  }
  why = "this build has no refreshsim_http.so; it takes Debian's libcpp-httplib-dev to make it";
  return nullptr;
}

}  // namespace

std::unique_ptr<HttpServer> load_http_server(std::string& why) {
  void* module = load(why);
  if (module == nullptr) return nullptr;
  const auto make = reinterpret_cast<MakeHttpServer>(::dlsym(module, kMakeHttpServer));
  if (make == nullptr) {
    why = ::dlerror();
    return nullptr;
  }
  return std::unique_ptr<HttpServer>(make());  // the module stays until the program ends
}

}  // namespace refreshsim::tools
