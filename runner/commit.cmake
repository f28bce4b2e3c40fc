# Writes the commit that is being built, with +dirty when files differ from it, into a header.
execute_process(COMMAND git -C ${SOURCE} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
execute_process(COMMAND git -C ${SOURCE} status --porcelain --untracked-files=no
                OUTPUT_VARIABLE changes ERROR_QUIET)
if(commit AND changes)
  string(APPEND commit "+dirty")
endif()
set(text "// The commit this program was built from.\n#pragma once\n#define SQUALL_COMMIT \"${commit}\"\n")
if(EXISTS ${TARGET})
  file(READ ${TARGET} old)
endif()
if(NOT "${old}" STREQUAL "${text}")
  file(WRITE ${TARGET} "${text}")
endif()
