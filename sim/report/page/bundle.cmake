# The page of the HTML report: packages by lock file, one bundled file, embedded into fb_report.
# node_modules lives in the build folder, so that the source tree stays clean.

set(page_source ${CMAKE_CURRENT_LIST_DIR})
set(page_build ${CMAKE_BINARY_DIR}/page)
file(MAKE_DIRECTORY ${page_build})

if(FIREBREAK_REPORT)
  find_program(FIREBREAK_NODE NAMES node nodejs)
  find_program(FIREBREAK_NPM npm)
  if(NOT FIREBREAK_NODE OR NOT FIREBREAK_NPM)
    message(FATAL_ERROR "The HTML report needs node (18 or newer) and npm. "
                        "Install them, or leave the report out with -DFIREBREAK_REPORT=OFF.")
  endif()
  file(GLOB_RECURSE page_files CONFIGURE_DEPENDS
       ${page_source}/src/*.js ${page_source}/style/*.css ${page_source}/page.html ${page_source}/bundle.mjs)
  add_custom_command(
    OUTPUT ${page_build}/packages.stamp
    COMMAND ${CMAKE_COMMAND} -E copy ${page_source}/package.json ${page_source}/package-lock.json ${page_build}
    COMMAND ${FIREBREAK_NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${page_build}/packages.stamp
    DEPENDS ${page_source}/package.json ${page_source}/package-lock.json
    WORKING_DIRECTORY ${page_build}
    COMMENT "Fetching the packages of the report page")
  add_custom_command(
    OUTPUT ${page_build}/page.html
    COMMAND ${FIREBREAK_NODE} ${page_source}/bundle.mjs page.html
    DEPENDS ${page_build}/packages.stamp ${page_files}
    WORKING_DIRECTORY ${page_build}
    COMMENT "Bundling the report page")
  set(page_embedded ${page_build}/embedded_page.cpp)
  configure_file(${page_source}/embedded_page.cpp.in ${page_embedded} @ONLY)
  set_source_files_properties(${page_embedded} PROPERTIES OBJECT_DEPENDS ${page_build}/page.html)
else()
  set(page_embedded ${page_source}/no_page.cpp)
endif()
target_sources(fb_report PRIVATE ${page_embedded})
