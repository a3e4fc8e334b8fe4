// The sweep document: what is varied in which scenario, by which design, and how often.
#include "scenario/records.hpp"
#include "scenario/sweep_file.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

constexpr double points_max = 1e6;

const Record& value_record() {
    static const Record record = Table<SweepValue>{"sweep_value", "What an axis puts at its pointer."}
                                     .field("value", &SweepValue::value, "Any value that may stand there.")
                                     .required()
                                     .bare();
    return record;
}

const Record& layout_path_record() {
    static const Record record = Table<SweepLayout>{"sweep_layout", "A layout in place of the scenario's."}
                                     .field("path", &SweepLayout::path, "Path to its file.")
                                     .required()
                                     .bare();
    return record;
}

const Record& patch_record() {
    static const Record record =
        Table<SweepPatch>{"sweep_patch", "A named change of several things at once."}
            .keyed_by(&SweepPatch::name)
            .field("operations", &SweepPatch::operations,
                   "Array of JSON Patch operations (RFC 6902); an empty one is the scenario as it is.")
            .required()
            .bare();
    return record;
}

const Record& axis_record() {
    using A = SweepAxis;
    static const Record record =
        Table<A>{"sweep_axis", "One thing that is varied: exactly one of its alternatives."}
            .keyed_by(&A::name)
            .field("pointer", &A::pointer,
                   "JSON Pointer (RFC 6901) of the value in the scenario; not with `layouts` and `patches`.")
            .list("values", &A::values, value_record(), "The values, one a level.")
            .field("range", &A::range,
                   "Least and greatest value, evenly spaced or uniform between. A whole number where the "
                   "scenario wants one.")
            .count(2)
            .field("log_range", &A::log_range, "The same on a logarithmic scale; both above 0.")
            .count(2)
            .field("distribution", &A::distribution,
                   "A distribution; sampling designs follow it, a grid takes the middle of `steps` equally "
                   "likely parts, and the ends of a Morris grid are its 1 % and 99 % quantiles.")
            .list("layouts", &A::layouts, layout_path_record(), "Layouts, one a level.")
            .keyed("patches", &A::patches, patch_record(), "Named changes, one a level.")
            .field("steps", &A::steps,
                   "Levels of a range or distribution in `grid` and `one_at_a_time`; other designs do not "
                   "use it.",
                   between(2, 10000));
    return record;
}

const Record& no_size_record() {
    static const Record record =
        Table<NoSize>{"levels_design", "Visits the levels of the axes; has no size of its own."};
    return record;
}

const Record& sampled_record() {
    static const Record record =
        Table<SampledDesign>{"sampled_design", "Samples all axes together."}
            .field("points", &SampledDesign::points, "Points; for `sobol` best a power of two.",
                   between(1, points_max))
            .required();
    return record;
}

const Record& morris_record() {
    static const Record record =
        Table<MorrisDesign>{"morris_design",
                            "Screening: trajectories that move one axis at a time (Morris 1991)."}
            .field("trajectories", &MorrisDesign::trajectories, "Trajectories of one point more than axes.",
                   between(1, points_max))
            .required()
            .field("levels", &MorrisDesign::levels, "Levels of the grid on each axis; even.",
                   between(2, 1000));
    return record;
}

const Record& saltelli_record() {
    using S = SaltelliDesign;
    static const Record record =
        Table<S>{"saltelli_design", "Variance-based sensitivity (Saltelli et al. 2010)."}
            .field("base_points", &S::base_points,
                   "Rows of the two matrices, best a power of two; the design has (axes + 2) times as many "
                   "points.",
                   between(1, points_max))
            .required()
            .field("second_order", &S::second_order,
                   "Also what pairs of axes need: (2 axes + 2) times as many points.");
    return record;
}

const Record& design_record() {
    using D = SweepDesign;
    static const Record record =
        Table<D>{"sweep_design", "Which points are visited: exactly one of these."}
            .object("grid", &D::grid, no_size_record(), "Every combination of levels.")
            .object("one_at_a_time", &D::one_at_a_time, no_size_record(),
                    "The scenario as it is, then each level of each axis alone.")
            .object("latin_hypercube", &D::latin_hypercube, sampled_record(),
                    "Each axis shared out evenly, at random.")
            .object("sobol", &D::sobol, sampled_record(), "Evenly spread over all axes together.")
            .object("morris", &D::morris, morris_record(), "Screening of many axes.")
            .object("saltelli", &D::saltelli, saltelli_record(), "Sobol indices.")
            .object("monte_carlo", &D::monte_carlo, sampled_record(), "Independent random points.");
    return record;
}

const Record& until_record() {
    static const Record record =
        Table<Until>{"sweep_until",
                     "Replications until the mean of a measure is known well enough at the point."}
            .field("measure", &Until::measure, "Path of the measure, as in metrics.json.")
            .required()
            .field("width", &Until::width,
                   "Width of the 95 % interval of its mean that is narrow enough, in its unit.",
                   above(0, 1e15))
            .required()
            .field("min", &Until::min, "Least number.", between(2, 1e6))
            .field("max", &Until::max, "Greatest number.", between(2, 1e6))
            .field("step", &Until::step, "Replications between two looks at the interval.", between(1, 1e6));
    return record;
}

const Record& replications_record() {
    using R = SweepReplications;
    static const Record record =
        Table<R>{
            "sweep_replications",
            "How often each point is run with other luck: `count` (100 where both are missing) or `until`."}
            .field("count", &R::count, "The same number at every point.", between(1, 1e6))
            .object("until", &R::until, until_record(), "As many as each point needs.");
    return record;
}

const Record& glob_record() {
    static const Record record =
        Table<MeasureGlob>{"measure_glob", "Which measures are kept."}
            .field("glob", &MeasureGlob::glob,
                   "Path as in metrics.json, as in `/services/chat/functions/text/recovery_h/full`; `*` "
                   "stands for any part of one "
                   "name, `**` for anything.")
            .required()
            .bare();
    return record;
}

}  // namespace

const Record& sweep_record() {
    using S = SweepFile;
    static const Record record =
        Table<S>{"sweep", "A base scenario, what is varied in it, and how often each point is run."}
            .document()
            .version("schema", 1, "Version of this format.")
            .field("name", &S::name, "Short name.")
            .required()
            .field("description", &S::description, "What the sweep is to find out.")
            .field("scenario", &S::scenario, "Path to the base scenario.")
            .required()
            .field("seed", &S::seed, "Root of all random numbers, of the design too.", between(0, 2147483647))
            .field("common_random_numbers", &S::common_random_numbers,
                   "The same replication has the same luck at every point, so that points differ only by "
                   "what was varied.")
            .keyed("axes", &S::axes, axis_record(), "What is varied.")
            .object("design", &S::design, design_record(), "Which points are visited.")
            .required()
            .object("replications", &S::replications, replications_record(), "How often each point is run.")
            .list("measures", &S::measures, glob_record(), "Measures to keep; empty: all.")
            .field("run_limit_s", &S::run_limit,
                   "A run that takes longer (wall time) is stopped and recorded as such.", between(0.01, 1e6))
            .field("memory_limit_mb", &S::memory_limit,
                   "A run that needs more memory fails and is recorded as such.", between(50, 1e7));
    return record;
}

}  // namespace firebreak::scenario
