namespace AgentWire.Runtime.Text;

/// <summary>
/// Converts dates of the Gregorian calendar, including year 0, to days since 1 January of year 0. The calculation uses years
/// that begin in March, so that the leap day is the last day of a year.
/// </summary>
internal static class CivilDate
{
    private const int CycleYears = 400;
    private const int CycleDays = 146_097;
    private const int DaysBeforeMarch = 60;

    public static int DaysIn(int year, int month) =>
        month != 2 ? 30 + ((month + (month >> 3)) & 1)
        : year % 4 == 0 && (year % 100 != 0 || year % CycleYears == 0) ? 29
        : 28;

    public static int ToDays(int year, int month, int day)
    {
        // One additional cycle keeps all values positive.
        int years = year + CycleYears - (month <= 2 ? 1 : 0);
        int cycle = years / CycleYears;
        int yearOfCycle = years % CycleYears;
        int dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return ((cycle - 1) * CycleDays)
            + (yearOfCycle * 365)
            + (yearOfCycle / 4)
            - (yearOfCycle / 100)
            + dayOfYear
            + DaysBeforeMarch;
    }

    public static (int Year, int Month, int Day) FromDays(int days)
    {
        int shifted = days - DaysBeforeMarch + CycleDays;
        int dayOfCycle = shifted % CycleDays;
        int yearOfCycle = (dayOfCycle - (dayOfCycle / 1460) + (dayOfCycle / 36_524) - (dayOfCycle / 146_096)) / 365;
        int dayOfYear = dayOfCycle - ((365 * yearOfCycle) + (yearOfCycle / 4) - (yearOfCycle / 100));
        int monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = ((shifted / CycleDays) - 1) * CycleYears + yearOfCycle + (month <= 2 ? 1 : 0);
        return (year, month, dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1);
    }
}
