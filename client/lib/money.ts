import { locale } from "./i18n/language";

/** An amount in minor units of its currency (ISO 4217): 18900, EUR -> "€189.00". The yen has no minor unit. */
export function formatMoney(total: number, currency: string): string {
  const money = new Intl.NumberFormat(locale, { style: "currency", currency });
  const { maximumFractionDigits = 2 } = money.resolvedOptions();
  return money.format(total / 10 ** maximumFractionDigits);
}
