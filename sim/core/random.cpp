// Hash-addressed random numbers and the quantile functions behind every draw.
#include "firebreak/random.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace firebreak {
namespace {

// Boost would otherwise compute in long double, whose width differs between machines.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// SplitMix64's finaliser (Steele, Lea, Flood 2014): every input bit flips each output bit with
/// probability near one half.
std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// FNV-1a over the text, then a separator, so that ("ab", "c") and ("a", "bc") differ.
std::uint64_t absorbed(std::uint64_t state, std::string_view text) {
    for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mixed(state ^ 0xff);
}

/// 53 random bits, shifted by half a step so that 0 is never drawn; the last step would round to 1.
double unit(std::uint64_t bits) {
    return std::min((static_cast<double>(bits >> 11) + 0.5) * 0x1p-53, 1.0 - 0x1p-53);
}

/// A step of at most `width` in log(u / (1 - u)), where the tails are as wide at any rarity. Kept by the ratio
/// of the densities there, u (1 - u), as Metropolis asks for: `u` stays even.
double stepped(double u, double width, std::uint64_t luck) {
    const double step = width * (2.0 * unit(mixed(luck)) - 1.0);
    const double other = std::clamp(1.0 / (1.0 + (1.0 - u) / u * std::exp(-step)), 0x1p-54, 1.0 - 0x1p-53);
    const double keep = other * (1.0 - other) / (u * (1.0 - u));
    return unit(mixed(luck + 1)) < keep ? other : u;
}

/// One move of the number with this name.
double moved(double u, std::uint64_t name, std::uint64_t move) {
    constexpr double widest = 8.0;
    const std::uint64_t luck = mixed(name ^ mixed(move));
    const std::uint64_t caution = (move >> 1) & 7;
    if ((move & 1) != 0) return stepped(u, widest / static_cast<double>(1U << caution), luck);
    const bool hit = (luck & ((1U << caution) - 1)) == 0;
    return hit ? unit(mixed(luck)) : u;
}

double triangular_quantile(double low, double mode, double high, double u) {
    if (high <= low) return low;
    const double at_mode = (mode - low) / (high - low);
    if (u < at_mode) return low + std::sqrt(u * (high - low) * (mode - low));
    return high - std::sqrt((1.0 - u) * (high - low) * (high - mode));
}

/// Inverse of the binomial CDF for 0 < p <= 1/2 and up to 1000 trials.
int binomial_quantile(int trials, double p, double u) {
    // Walks the mass function from 0; a rack has tens of servers, so this is short.
    double mass = std::pow(1.0 - p, trials);
    int successes = 0;
    while (u >= mass && successes < trials) {
        u -= mass;
        mass *= (p / (1.0 - p)) * (trials - successes) / (successes + 1.0);
        ++successes;
    }
    return successes;
}

}  // namespace

double quantile(const Distribution& d, double u) {
    FIREBREAK_ASSERT(u > 0.0 && u < 1.0, "a quantile is asked for inside (0, 1)");
    switch (d.shape) {
        case Shape::constant: return d.first;
        case Shape::uniform: return d.first + u * (d.second - d.first);
        case Shape::triangular: return triangular_quantile(d.first, d.second, d.third, u);
        case Shape::lognormal: {
            const double z = -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * u, InDouble{});
            return d.first * std::exp(d.second * z);
        }
        case Shape::exponential: return -d.first * std::log1p(-u);
        case Shape::weibull: return d.first * std::pow(-std::log1p(-u), 1.0 / d.second);
        case Shape::beta: return boost::math::ibeta_inv(d.first, d.second, u, InDouble{});
        case Shape::log_uniform: return d.first * std::pow(d.second / d.first, u);
    }
    raise_bug(__FILE__, __LINE__, "every shape has a quantile function");
}

double mean(const Distribution& d) {
    switch (d.shape) {
        case Shape::constant: return d.first;
        case Shape::uniform: return 0.5 * (d.first + d.second);
        case Shape::triangular: return (d.first + d.second + d.third) / 3.0;
        case Shape::lognormal: return d.first * std::exp(0.5 * d.second * d.second);
        case Shape::exponential: return d.first;
        case Shape::weibull: return d.first * boost::math::tgamma(1.0 + 1.0 / d.second, InDouble{});
        case Shape::beta: return d.first / (d.first + d.second);
        case Shape::log_uniform:
            return d.second > d.first ? (d.second - d.first) / std::log(d.second / d.first) : d.first;
    }
    raise_bug(__FILE__, __LINE__, "every shape has a mean");
}

namespace {

/// Durations that a file may name end here, and so do draws: 11 years, past every horizon. It keeps the tails of wide
/// distributions off the end of the calendar, thousands of racks in a row included.
constexpr Seconds longest_drawn = Hours{1e5};

Ticks cut(double seconds) {
    return to_ticks(Seconds{std::clamp(seconds, 0.0, longest_drawn.count())});
}

}  // namespace

Draws::Draws(std::uint64_t root_seed, std::uint32_t replication, std::span<const std::uint64_t> moves)
    : base_{mixed(mixed(root_seed) ^ (0x5851f42d4c957f2dULL * (replication + 1ULL)))}, moves_{moves} {}

double Draws::uniform(std::string_view purpose, std::string_view entity, std::uint32_t index) const {
    double u = unit(mixed(absorbed(absorbed(base_, purpose), entity) + index));
    if (moves_.empty()) return u;
    // What a move does to a number must not depend on luck elsewhere.
    const std::uint64_t name = mixed(absorbed(absorbed(0, purpose), entity) + index);
    for (const std::uint64_t move : moves_) u = moved(u, name, move);
    return u;
}

Ticks Draws::duration(const UncertainDuration& duration, std::string_view purpose, std::string_view entity,
                      std::uint32_t index) const {
    return cut(quantile(duration.in_seconds, uniform(purpose, entity, index)));
}

Ticks Draws::longest(const UncertainDuration& duration, int count, std::string_view purpose, std::string_view entity,
                     std::uint32_t index) const {
    FIREBREAK_ASSERT(count > 0, "the longest of nothing does not exist");
    // All of them are below a value with the count-th power of the probability that one is.
    const double u = std::min(std::pow(uniform(purpose, entity, index), 1.0 / count), 1.0 - 0x1p-53);
    return cut(quantile(duration.in_seconds, u));
}

Ratio Draws::ratio(const UncertainRatio& ratio, std::string_view purpose, std::string_view entity) const {
    return Ratio{std::clamp(quantile(ratio.share, uniform(purpose, entity)), 0.0, 1.0)};
}

double Draws::number(const UncertainNumber& number, std::string_view purpose, std::string_view entity,
                     std::uint32_t index) const {
    // Beyond what a file may name; a Weibull with a shape near 0 knows no end.
    constexpr double largest = 1e18;
    return std::clamp(quantile(number.value, uniform(purpose, entity, index)), -largest, largest);
}

bool Draws::happens(Probability probability, std::string_view purpose, std::string_view entity) const {
    return uniform(purpose, entity) < probability.value();
}

int Draws::binomial(int trials, Probability probability, std::string_view purpose, std::string_view entity,
                    std::uint32_t index) const {
    const double p = probability.value();
    if (p <= 0.0) return 0;
    if (p >= 1.0) return trials;
    const double u = uniform(purpose, entity, index);
    // The rarer of the two outcomes is counted: (1 - p)^trials would fall below the smallest number.
    return p <= 0.5 ? binomial_quantile(trials, p, u) : trials - binomial_quantile(trials, 1.0 - p, 1.0 - u);
}

}  // namespace firebreak
