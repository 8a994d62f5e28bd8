# A program that is wrong on purpose: tools/determinism must tell it from a right one.
set(REFRESHSIM_CANARY "" CACHE STRING "A defect for tools/determinism to catch; empty: none")
set_property(CACHE REFRESHSIM_CANARY PROPERTY STRINGS "" draw-order pointer-hash)

if(REFRESHSIM_CANARY STREQUAL "draw-order")
  set_source_files_properties(${PROJECT_SOURCE_DIR}/sim/base/draw.cpp PROPERTIES
    COMPILE_DEFINITIONS REFRESHSIM_CANARY_DRAW_ORDER)
elseif(REFRESHSIM_CANARY STREQUAL "pointer-hash")
  set_source_files_properties(${PROJECT_SOURCE_DIR}/sim/record/fingerprint.cpp PROPERTIES
    COMPILE_DEFINITIONS REFRESHSIM_CANARY_POINTER_HASH)
elseif(REFRESHSIM_CANARY)
  message(FATAL_ERROR "REFRESHSIM_CANARY is draw-order, pointer-hash or empty, not ${REFRESHSIM_CANARY}")
endif()
