import { frameFormats } from '../../../query';
import { viewerText } from '../../text';
import { ChoiceField } from './ChoiceField';

type Format = (typeof frameFormats)[number];

interface Props {
  readonly value: Format | undefined;
  readonly onChoose: (format: Format) => void;
}

export function FormatField({ value = 'auto', onChoose }: Props) {
  const t = viewerText();
  const options = frameFormats.map((format) => ({
    value: format,
    label: t(`editor:format.${format}`),
    ...(format === 'auto' ? { description: t('editor:format.auto.text') } : {}),
  }));
  return (
    <ChoiceField label={t('editor:format.label')} value={value} options={options} onChoose={onChoose} width={22} />
  );
}
