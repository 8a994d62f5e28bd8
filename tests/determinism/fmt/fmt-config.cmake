# fmt compiled into the program: Debian's libfmt is built for libstdc++ and for one processor.
add_library(fmt::fmt INTERFACE IMPORTED)
target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY=1)
