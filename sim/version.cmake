# Writes version.hpp; called at build time, so that a commit after configuring shows.
execute_process(COMMAND git -C ${SOURCE_DIR} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE FIREBREAK_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT FIREBREAK_COMMIT)
  set(FIREBREAK_COMMIT unknown)
endif()
configure_file(${SOURCE_DIR}/sim/version.hpp.in ${OUTPUT} @ONLY)
