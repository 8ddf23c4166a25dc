using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Syndication.Subscribers;

/// <summary>Checks <see cref="SubscriberOptions"/> before the host listens: one fault per line, with key, value and rule.</summary>
public sealed class SubscriberOptionsValidator : IValidateOptions<SubscriberOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SubscriberOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        var lines = faults.ConvertAll(fault => $"Subscribers:{string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}");
        Span(lines, "AddressCooldown", options.AddressCooldown, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Span(lines, "AnswerAfter", options.AnswerAfter, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Span(lines, "KeepUnconfirmed", options.KeepUnconfirmed, TimeSpan.FromDays(1), TimeSpan.FromDays(366));
        var plan = options.DefaultPlan;
        Word(lines, "Cadence", plan.Cadence, PlanWords.Read<Cadence>(plan.Cadence) is not null and not Cadence.Off, PlanWords.CadenceRule);
        Word(lines, "Hour", plan.Hour, PlanWords.ReadHour(plan.Hour) is not null, PlanWords.HourRule);
        Word(lines, "Weekday", plan.Weekday, PlanWords.Read<DayOfWeek>(plan.Weekday) is not null, PlanWords.WeekdayRule);
        Word(lines, "Day", $"{plan.Day}", plan.Day is >= 1 and <= 31, PlanWords.DayRule);
        Word(lines, "Format", plan.Format, PlanWords.Read<MailFormat>(plan.Format) is not null, PlanWords.FormatRule);
        Word(lines, "Layout", plan.Layout, PlanWords.Read<MailLayout>(plan.Layout) is not null, PlanWords.LayoutRule);
        Word(
            lines,
            "QuietHours",
            plan.QuietHours,
            plan.QuietHours.Length == 0 || PlanWords.ReadQuiet(plan.QuietHours) is not null,
            PlanWords.QuietRule
        );
        foreach (var (section, cadence) in plan.Cadences)
        {
            if (PlanWords.Read<Cadence>(cadence) is null)
                lines.Add($"Subscribers:DefaultPlan:Cadences:{section}: '{cadence}' {PlanWords.CadenceRule}.");
        }

        foreach (var (section, cadence) in options.MostOftenIn)
            Most(lines, $"MostOftenIn:{section}", cadence);
        Most(lines, "MostOften", options.MostOften);
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    private static void Most(List<string> lines, string key, string value)
    {
        if (PlanWords.Read<Cadence>(value) is null or Cadence.Off)
            lines.Add($"Subscribers:{key}: '{value}' must be one of each, daily, weekly, monthly.");
    }

    private static void Span(List<string> lines, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
            lines.Add($"Subscribers:{key}: '{value}' must be {least} to {most}.");
    }

    private static void Word(List<string> lines, string key, string value, bool good, string rule)
    {
        if (!good)
            lines.Add($"Subscribers:DefaultPlan:{key}: '{value}' {rule}.");
    }
}
