import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import { text } from '../language';
import { shifted, type Clock } from './useClock';

const intervals = ['1m', '5m', '15m', '30m', '1h'];

/** Grafana's time range and refresh pickers on a clock. */
export function TimeControls({ clock, isLoading = false }: { readonly clock: Clock; readonly isLoading?: boolean }) {
  const { range, interval, setRaw, setInterval, refresh } = clock;
  return (
    <>
      <TimeRangePicker
        isOnCanvas
        value={range}
        timeZone="browser"
        onChange={({ raw }) => setRaw(raw)}
        onChangeTimeZone={() => undefined}
        onMoveBackward={() => setRaw(shifted(range, 'back'))}
        onMoveForward={() => setRaw(shifted(range, 'forward'))}
        onZoom={() => setRaw(shifted(range, 'out'))}
      />
      <RefreshPicker
        isOnCanvas
        text={text('time.refresh')}
        intervals={intervals}
        value={interval}
        isLoading={isLoading}
        onRefresh={refresh}
        onIntervalChanged={setInterval}
      />
    </>
  );
}
