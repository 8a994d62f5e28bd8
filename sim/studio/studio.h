// The studio: a page that edits a scenario and shows its run at once, and the answers that the page
// asks for. It reads no file, writes none and asks nobody; whatever carries requests to it
// (tools/http_server.h) asks first whether one is admitted.
//
//   GET /          the page
//   GET /schema    the JSON Schema of scenarios, for completion
//   GET /examples  scenarios to start from
//   POST /check    what is wrong with the scenario in the body
//   POST /run      what it does
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/studio/bounded_run.h"
#include "sim/studio/examples.h"
#include "sim/studio/web.h"

namespace refreshsim {

struct StudioSettings {
  std::string listening = "127.0.0.1";  ///< the host that the server listens on
  std::string version;
  std::vector<Example> examples;
  std::size_t bytes = 1 << 20;  ///< of a scenario's text
  std::size_t runs = 2;         ///< at once
  RunBounds bounds;
};

class Studio final : public WebHandler {
 public:
  explicit Studio(StudioSettings settings);

  std::size_t most_bytes() const override { return settings_.bytes; }
  WebAnswer admit(const WebRequest& head) const override;
  WebAnswer answer(const WebRequest& request) override;
  /// Ends the runs that are going on; later ones are refused.
  void close() { places_.close(); }

  // The answers, one a path.
  WebAnswer page(const WebRequest& request);
  WebAnswer schema(const WebRequest& request);
  WebAnswer examples(const WebRequest& request);
  WebAnswer check(const WebRequest& request);
  WebAnswer run(const WebRequest& request);

 private:
  StudioSettings settings_;
  std::string examples_;
  RunPlaces places_;
};

/// The page's front end, made by tools/page and put into the program when it is built.
std::string_view studio_page();

}  // namespace refreshsim
