# Makes C++ of a file's bytes when the build is configured, and again when the file changes.
function(refreshsim_embed_page from to)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${from} ${CMAKE_CURRENT_LIST_FILE})
  if(NOT "${from}" IS_NEWER_THAN "${to}")
    return()
  endif()
  file(READ ${from} bytes HEX)
  string(REPEAT "[0-9a-f]" 48 line)
  string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  file(WRITE ${to} "#include <string_view>

namespace refreshsim {
namespace {
constexpr char kPageHtmlBytes[] = {
${bytes}
};
}  // namespace

extern const std::string_view kPageHtml;
const std::string_view kPageHtml{kPageHtmlBytes, sizeof(kPageHtmlBytes)};

}  // namespace refreshsim
")
endfunction()
