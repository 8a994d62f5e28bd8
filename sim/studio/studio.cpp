#include "sim/studio/studio.h"

#include <array>
#include <new>

#include "sim/report/json_writer.h"
#include "sim/scenario/schema.h"
#include "sim/studio/guard.h"

namespace refreshsim {

/// The whole file tools/page/studio.html; the build makes its definition.
extern const std::string_view kStudioHtml;

namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kJson = "application/json; charset=utf-8";

struct Route {
  std::string_view method;
  std::string_view path;
  WebAnswer (Studio::*answer)(const WebRequest&);
};
constexpr std::array kRoutes{
    Route{"GET", "/", &Studio::page},
    Route{"GET", "/schema", &Studio::schema},
    Route{"GET", "/examples", &Studio::examples},
    Route{"POST", "/check", &Studio::check},
    Route{"POST", "/run", &Studio::run},
};

const Route* route_of(const WebRequest& request) {
  for (const Route& route : kRoutes) {
    if (route.path == request.path && route.method == request.method) return &route;
  }
  return nullptr;
}

/// What a path that is there takes instead; empty: it is not there.
std::string_view method_of(std::string_view path) {
  for (const Route& route : kRoutes) {
    if (route.path == path) return route.method;
  }
  return {};
}

}  // namespace

WebAnswer told(int status, std::string_view sentence) {
  std::string body = "{\"error\":";
  append_json_string(body, sentence);
  return {status, std::string(kJson), body + "}"};
}

std::string_view studio_page() { return kStudioHtml; }

Studio::Studio(StudioSettings settings)
    : settings_(std::move(settings)),
      examples_(examples_json(settings_.examples)),
      places_(settings_.runs) {}

WebAnswer Studio::admit(const WebRequest& head) const {
  WebAnswer refused = guard(head, settings_.listening);
  if (refused.status != 200 || route_of(head) != nullptr) return refused;
  const std::string_view method = method_of(head.path);
  if (method.empty()) return told(404, "there is nothing of that name");
  return told(405, "this takes " + std::string(method));
}

WebAnswer Studio::answer(const WebRequest& request) {
  if (WebAnswer refused = admit(request); refused.status != 200) return refused;
  if (request.body.size() > settings_.bytes) {
    return told(413, "a scenario may have " + std::to_string(settings_.bytes) + " bytes");
  }
  try {
    return (this->*route_of(request)->answer)(request);
  } catch (const std::bad_alloc&) {
    return told(503, "there is not enough memory for this; fewer instances or calls need less");
  }
}

WebAnswer Studio::page(const WebRequest&) {
  return {200, std::string(kHtml), std::string(kStudioHtml)};
}

WebAnswer Studio::schema(const WebRequest&) { return {200, std::string(kJson), scenario_schema()}; }

WebAnswer Studio::examples(const WebRequest&) { return {200, std::string(kJson), examples_}; }

WebAnswer Studio::check(const WebRequest& request) {
  return {200, std::string(kJson), check_json({request.body, request.file}, settings_.bounds)};
}

WebAnswer Studio::run(const WebRequest& request) {
  const auto place = places_.take(request.page);
  if (!place) return told(503, "as many runs as may go on at once do; ask again");
  return {200, std::string(kJson),
          run_json({request.body, request.file}, settings_.version, settings_.bounds, *place)};
}

}  // namespace refreshsim
