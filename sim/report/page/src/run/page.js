// The page of one run: its title, and its parts as tabs.
import { localTime } from '../format.js';
import { about } from '../about.js';
import { answer } from './answer.js';
import { building } from './building.js';
import { certainty } from './facts.js';
import { facility } from './facility.js';
import { numbers } from './numbers.js';
import { why } from './why.js';

export function runPage(data) {
  const { metrics, scenario } = data;
  const ignition = scenario.ignition;
  const where = ignition
    ? `Fire in ${ignition.site}/${ignition.room}, ${localTime(ignition.local_time, 0)} local time`
    : 'Nothing burns';
  return {
    title: metrics.scenario,
    subtitle: scenario.description,
    facts: [where, `layout ${metrics.layout}`, certainty(data), `horizon ${metrics.horizon_h} h`],
    pages: [
      { id: 'answer', title: 'Answer', draw: () => answer(data) },
      { id: 'building', title: 'Building', draw: () => building(data) },
      { id: 'why', title: 'Why', draw: () => why(data) },
      { id: 'facility', title: 'Facility', draw: () => facility(data) },
      { id: 'numbers', title: 'Numbers', draw: () => numbers(data) },
      { id: 'about', title: 'About', draw: () => about(data.manifest, pinned(metrics)) },
    ],
  };
}

const words = (step) => step.replaceAll('_', ' ');
const pinned = ({ pinned_steps: steps, unused_steps: unused = {} }) =>
  (steps.length
    ? `Given as observed, not predicted: ${steps.map(words).join(', ')}.`
    : 'No step was given: everything is predicted.') +
  (Object.keys(unused).length
    ? ` Observed, but ruled out by layout or fire in some runs: ${Object.keys(unused).map(words).join(', ')}.`
    : '');
