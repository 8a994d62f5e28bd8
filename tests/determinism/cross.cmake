# A toolchain file: REFRESHSIM_TRIPLE names the processor (`s390x-linux-gnu`) as its compiler does,
# REFRESHSIM_SYSROOT the folder into which Debian's libraries for it were unpacked. Headers are the
# machine's own: those of the libraries in use are the same for every processor.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES REFRESHSIM_TRIPLE REFRESHSIM_SYSROOT)
string(REGEX MATCH "^[^-]+" CMAKE_SYSTEM_PROCESSOR ${REFRESHSIM_TRIPLE})
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_CXX_COMPILER ${REFRESHSIM_TRIPLE}-g++)
set(CMAKE_EXE_LINKER_FLAGS_INIT -static)
set(libraries ${REFRESHSIM_SYSROOT}/usr/lib/${REFRESHSIM_TRIPLE})
set(SQLite3_INCLUDE_DIR /usr/include CACHE PATH "")
set(SQLite3_LIBRARY ${libraries}/libsqlite3.a CACHE FILEPATH "")
set(YAML_INCLUDE_DIR /usr/include CACHE PATH "")
set(YAML_LIBRARY ${libraries}/libyaml.a CACHE FILEPATH "")
set(ZSTD_LIBRARY ${libraries}/libzstd.a CACHE FILEPATH "")
