// The wall of needs: azulejos in one wall, picture and two languages in each, several at once.
import { Icon, type IconName } from './icon.tsx';
import { Keycap } from './keycap.tsx';
import { keycapText } from './shortcut-text.ts';

export type Tile = {
  value: string;
  icon: IconName;
  /** In the language of whoever holds the screen. */
  primary: string;
  /** In the language of the person. */
  secondary?: string | undefined;
  shortcut?: string | undefined;
  checked?: boolean | undefined;
  /** A line of small words: what this choice needs or lacks today. */
  note?: string | undefined;
};

/**
 * Checkboxes with one name, so it posts without script. `layout` 'row' sets picture beside words
 * (reception), 'column' picture above words (kiosk, phone).
 */
export function TileWall({
  name,
  legend,
  legendHidden,
  tiles,
  secondaryLang,
  secondaryDir,
  form,
  type = 'checkbox',
  layout = 'row',
  submitOnChange,
}: {
  name: string;
  legend: string;
  legendHidden?: boolean | undefined;
  tiles: readonly Tile[];
  secondaryLang?: string | undefined;
  secondaryDir?: 'ltr' | 'rtl' | undefined;
  form?: string | undefined;
  type?: 'checkbox' | 'radio';
  layout?: 'row' | 'column';
  submitOnChange?: boolean | undefined;
}) {
  return (
    <fieldset
      class="tile-wall"
      data-layout={layout}
      data-submit-on-change={submitOnChange ? '' : undefined}
    >
      <legend class={legendHidden ? 'aside-voice' : 'field-label'}>{legend}</legend>
      <div class="tiles">
        {tiles.map((tile, index) => (
          <label class="tile">
            <input
              type={type}
              id={index === 0 ? name : `${name}-${tile.value}`}
              name={name}
              value={tile.value}
              checked={tile.checked}
              form={form}
              data-key={tile.shortcut}
              data-key-label={tile.primary}
            />
            <Icon name={tile.icon} size={38} />
            <span class="tile-words">
              <span class="tile-primary">{tile.primary}</span>
              {tile.secondary ? (
                <span class="tile-secondary" lang={secondaryLang} dir={secondaryDir}>
                  {tile.secondary}
                </span>
              ) : null}
              {tile.note ? <span class="tile-note">{tile.note}</span> : null}
            </span>
            <span class="tile-corner">
              {tile.shortcut ? <Keycap>{keycapText(tile.shortcut)}</Keycap> : null}
              <Icon name="check" size={16} class="tile-check" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
