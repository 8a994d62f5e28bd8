// The page's front end, without any data: made by tools/page, put into the program when it is
// built.
#pragma once

#include <string_view>

#include "sim/base/byte_sink.h"

namespace refreshsim {

/// What stands before the data, and after it.
struct PageFrame {
  std::string_view before;
  std::string_view after;
};

PageFrame page_frame();

/// Takes JSON and passes it on as it may stand inside of HTML: `<` is in texts only, where it may
/// be escaped.
class PageData final : public ByteSink {
 public:
  explicit PageData(ByteSink& out) : out_(out) {}
  void write(std::string_view bytes) override;

 private:
  ByteSink& out_;
};

}  // namespace refreshsim
