import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldConfigOptionsRegistry,
  identityOverrideProcessor,
  numberOverrideProcessor,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
  type FieldConfigPropertyItem,
} from '@grafana/data';

type Process = FieldConfigPropertyItem['process'];

function option(id: string, process: Process, isCustom = false): FieldConfigPropertyItem {
  return {
    id: isCustom ? `custom.${id}` : id,
    path: id,
    name: id,
    isCustom,
    process,
    shouldApply: () => true,
    editor: () => null,
    override: () => null,
    settings: {},
  };
}

const standard: readonly FieldConfigPropertyItem[] = [
  option('unit', unitOverrideProcessor),
  option('min', numberOverrideProcessor),
  option('max', numberOverrideProcessor),
  option('fieldMinMax', booleanOverrideProcessor),
  option('decimals', numberOverrideProcessor),
  option('displayName', displayNameOverrideProcessor),
  option('description', stringOverrideProcessor),
  option('noValue', stringOverrideProcessor),
  option('color', identityOverrideProcessor),
  option('thresholds', thresholdsOverrideProcessor),
  option('mappings', valueMappingsOverrideProcessor),
  option('links', dataLinksOverrideProcessor),
  option('filterable', booleanOverrideProcessor),
];

const timeSeries = [
  'drawStyle lineInterpolation lineWidth lineStyle fillOpacity fillBelowTo gradientMode showPoints pointSize barAlignment',
  'barWidthFactor spanNulls stacking axisPlacement axisLabel axisColorMode axisWidth axisSoftMin axisSoftMax',
  'axisGridShow axisBorderShow axisCenteredZero scaleDistribution thresholdsStyle hideFrom',
];
const table = ['width minWidth align cellOptions wrapText filterable inspect hidden'];

function custom(names: readonly string[]): FieldConfigPropertyItem[] {
  return names
    .join(' ')
    .split(' ')
    .map((name) => option(name, identityOverrideProcessor, true));
}

/** The field options that a kind of panel knows, as Grafana's panel plugins declare them. */
export function fieldOptions(panelType: string): FieldConfigOptionsRegistry {
  const own = panelType === 'timeseries' ? custom(timeSeries) : panelType === 'table' ? custom(table) : [];
  return new FieldConfigOptionsRegistry(() => [...standard, ...own]);
}

/** The options that every panel knows. */
export const standardOptions = (): FieldConfigPropertyItem[] => [...standard];
