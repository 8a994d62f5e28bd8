#include "sim/report/page_frame.h"

#include "sim/base/check.h"

namespace refreshsim {

/// The whole file tools/page/page.html; the build makes its definition.
extern const std::string_view kPageHtml;

namespace {

// Stands in the front end where the data goes; no other text there looks like it.
constexpr std::string_view kDataMark = "{\"refreshsim\":null}";

}  // namespace

PageFrame page_frame() {
  const std::size_t at = kPageHtml.find(kDataMark);
  REFRESHSIM_CHECK(at != std::string_view::npos, "the page has a place for its data");
  return {kPageHtml.substr(0, at), kPageHtml.substr(at + kDataMark.size())};
}

void PageData::write(std::string_view bytes) {
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<')) {
    out_.write(bytes.substr(0, at));
    out_.write("\\u003c");
    bytes.remove_prefix(at + 1);
  }
  out_.write(bytes);
}

}  // namespace refreshsim
