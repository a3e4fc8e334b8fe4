// The test runner for a Catch2 v2 that was packaged without one; the only place that compiles it.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
