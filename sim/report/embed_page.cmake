# A file's bytes as C++, when the build is configured and again when the file changes.
function(refreshsim_bytes from to)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${from})
  file(READ ${from} bytes HEX)
  string(REPEAT "[0-9a-f]" 48 line)
  string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  set(${to} "${bytes}" PARENT_SCOPE)
endfunction()

# Makes a source of a page, which defines `symbol` as the page's text.
function(refreshsim_embed_page from to symbol)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${from} ${CMAKE_CURRENT_FUNCTION_LIST_FILE})
  if(NOT "${from}" IS_NEWER_THAN "${to}" AND NOT "${CMAKE_CURRENT_FUNCTION_LIST_FILE}" IS_NEWER_THAN "${to}")
    return()
  endif()
  refreshsim_bytes(${from} bytes)
  file(WRITE ${to} "#include <string_view>

namespace refreshsim {
namespace {
constexpr char ${symbol}Bytes[] = {
${bytes}
};
}  // namespace

extern const std::string_view ${symbol};
const std::string_view ${symbol}{${symbol}Bytes, sizeof(${symbol}Bytes)};

}  // namespace refreshsim
")
endfunction()
