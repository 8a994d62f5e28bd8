// The page's front end, without any data: made by tools/page, put into the program when it is
// built.
#pragma once

#include <string_view>

namespace refreshsim {

/// What stands before the data, and after it.
struct PageFrame {
  std::string_view before;
  std::string_view after;
};

PageFrame page_frame();

}  // namespace refreshsim
