// Costs and losses in money: what compare prints of them, and what is refused.
#include <cmath>
#include <nlohmann/json.hpp>

#include "comparison.hpp"
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::json;

const std::string template_file = shipped("scenarios/templates/minimal.json");
const std::string pangyo = shipped("scenarios/incidents/pangyo-2022.json");

/// The template as it is, and with the failover tool in both sites, at a price.
struct Sides {
    Folder folder;
    std::string cheap, dear;
    explicit Sides(const std::string& economics, const std::string& currency = "kEUR") {
        const auto priced = [&](const char* name, const char* capital, const Words& more) {
            Words arguments{"run",
                            template_file,
                            "--replications",
                            "1",
                            "--out",
                            folder.at(name),
                            "--set",
                            std::string{R"(/layout/cost={"currency":")"} + currency + R"(","capital":)" +
                                capital + R"(,"yearly":3})"};
            if (!economics.empty()) arguments.insert(arguments.end(), {"--set", "/economics=" + economics});
            arguments.insert(arguments.end(), more.begin(), more.end());
            const Result result = firebreak(arguments);
            INFO(result.err);
            REQUIRE(result.status == 0);
            return folder.at(std::string{name} + "/scenario.resolved.json");
        };
        cheap = priced("cheap", "0",
                       {"--set", R"(/layout/placement/tools/replicas=[{"site":"north","role":"active"}])"});
        dear = priced("dear", "70", {});
    }
};

const std::string economics = R"({"currency":"kEUR","value_per_unserved_user_hour":0.002,"compensation":10,
    "compensation_after_h":1,"ignitions_per_site_year":{"log_uniform":{"min":0.01,"max":0.4}},"planning_period_years":15})";

double number(const Json& json, const std::string& pointer) {
    return json.at(Json::json_pointer(pointer)).get<double>();
}

}  // namespace

TEST_CASE("economics: money of two layouts as JSON", "[cli]") {
    const Sides sides{economics};
    const Json document = comparison_of({sides.cheap, sides.dear, "--replications", "12"});
    CHECK(document.at("economics").at("currency") == "kEUR");
    CHECK(number(document, "/economics/ignitions_per_site_year/mean") == Approx(0.39 / std::log(40.0)));
    const Json& base = document.at("layouts")[0].at("economics");
    const Json& other = document.at("layouts")[1].at("economics");
    CHECK_FALSE(base.contains("payback"));
    CHECK(number(other, "/yearly_cost") == Approx(70.0 / 15.0 + 3.0));
    const double rate = number(document, "/economics/ignitions_per_site_year/mean");
    for (const Json* side : {&base, &other}) {
        CHECK(number(*side, "/expected_annual_loss/mean") ==
              Approx(rate * number(*side, "/loss_per_fire/mean")));
        CHECK(number(*side, "/annual_loss/mean") ==
              Approx(number(*side, "/expected_annual_loss/mean")).epsilon(1e-6));
        CHECK(number(*side, "/period_loss/mean") ==
              Approx(15.0 * number(*side, "/annual_loss/mean")).epsilon(1e-6));
        CHECK(number(*side, "/annual_loss/p999") <= number(*side, "/period_loss/p999"));
        CHECK(number(*side, "/expected_annual_loss/ci95/0") < number(*side, "/expected_annual_loss/ci95/1"));
    }
    // The loss of the runs themselves, from their measures: unserved user-hours of all functions, and 10.
    double unserved = 0.0;
    for (const auto& [name, function] :
         document.at("layouts")[0].at("services").at("shop").at("functions").items())
        unserved += number(function, "/unserved_user_h/mean");
    CHECK(number(base, "/loss_per_fire/mean") == Approx(0.002 * unserved + 10.0).epsilon(1e-9));
    const Json& payback = other.at("payback");
    const double saved =
        number(base, "/expected_annual_loss/mean") - number(other, "/expected_annual_loss/mean");
    CHECK(number(payback, "/saved_annual_loss/mean") == Approx(saved).epsilon(1e-9));
    CHECK(number(payback, "/extra_capital") == 70.0);
    if (saved > 0.0) CHECK(number(payback, "/years/value") == Approx(70.0 / saved).epsilon(1e-9));
    CHECK(number(payback, "/pays_ever_probability") >= number(payback, "/pays_in_period_probability"));
}

TEST_CASE("economics: the text answers in 80 columns", "[cli]") {
    const auto layout = [](const std::string& name) {
        return shipped("scenarios/layouts/" + name + ".json");
    };
    const Result result =
        firebreak({"compare", pangyo, "--set", "/economics=" + shipped("scenarios/economics/pangyo.json"),
                   "--replications", "4", "--layout", layout("single-site"), "--layout",
                   layout("hardened-single-site"), "--layout", layout("three-site-quorum")});
    INFO(result.err);
    REQUIRE(result.status == 0);
    CHECK(has(result.out, "Is it worth building? Amounts in KRW"));
    CHECK(has(line_with(result.out, "to build, once"), "460 bn"));
    CHECK(has(line_with(result.out, "pays after"), "never"));
    for (const std::string& line : lines_of(result.out)) {
        INFO(line);
        CHECK(line.size() <= 80);
    }
}

TEST_CASE("economics: without a currency nothing is said in money", "[cli]") {
    const Json plain = comparison_of({template_file, template_file, "--replications", "2"});
    CHECK_FALSE(plain.contains("economics"));
    const Json priced = comparison_of({template_file, template_file, "--replications", "2", "--set",
                                  R"(/layout/cost={"currency":"kEUR","capital":5})"});
    CHECK(priced == plain);
}

TEST_CASE("economics: sides that value things differently get no figures, and hear why", "[cli]") {
    const Sides sides{economics};
    const Result result = firebreak({"compare", sides.cheap, template_file, "--replications", "2"});
    CHECK(result.status == 0);
    CHECK(has(result.err, "differ: nothing is said in money"));
    CHECK_FALSE(has(result.out, "kEUR"));
}

TEST_CASE("economics: what does not fit together is found", "[cli]") {
    const auto found = [](const Words& sets) {
        Words arguments{"check", template_file};
        for (const std::string& set : sets) arguments.insert(arguments.end(), {"--set", set});
        const Result result = firebreak(arguments);
        CHECK(result.status == 2);
        return result.err + result.out;
    };
    const std::string cost = R"(/layout/cost={"currency":"USD","capital":5})";
    CHECK(has(
        found({cost, "/economics/currency=kEUR"}),
        "/layout/cost/currency: the layout's cost is in \"USD\", the scenario's amounts are in \"kEUR\""));
    CHECK(has(found({"/economics/compensation=5"}),
              "/economics/currency: losses have a value here, but in no currency"));
    CHECK(has(found({"/economics/currency=kEUR", "/economics/ignitions_per_site_year=30"}),
              "/economics/ignitions_per_site_year: up to 600 fires in the planning period of 20 years"));
    CHECK(
        has(found({"/economics/currency=kEUR", R"(/economics/function_values=[{"function":"shop/brows"}])"}),
            "there is no function \"shop/brows\"; did you mean \"shop/browse\"?"));
    CHECK(
        has(found({"/economics/currency=kEUR",
                   R"(/economics/function_values=[{"function":"shop/browse"},{"function":"shop/browse"}])"}),
            "/economics/function_values/1/function: \"shop/browse\" has its values above already"));
    CHECK(has(found({R"(/layout/cost={"capital":5})"}), "/layout/cost: \"currency\" is missing"));
}

}  // namespace firebreak::cli_test
