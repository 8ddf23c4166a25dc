using Microsoft.Extensions.Options;

namespace Syndication.Operations.Verbs;

/// <summary>Faults as lines to print.</summary>
internal static class Faults
{
    /// <summary>One line per fault.</summary>
    public static IReadOnlyList<string> LinesOf(Exception fault) =>
        fault switch
        {
            OptionsValidationException options => [.. options.Failures.Select(Naming(options))],
            AggregateException several => [.. several.InnerExceptions.SelectMany(LinesOf)],
            _ => [fault.Message.ReplaceLineEndings(" ")],
        };

    // Generated validators say "Roles: …"; the key that an operator set is "Jobs:Roles".
    private static Func<string, string> Naming(OptionsValidationException options)
    {
        var section = options.OptionsType.Name.Replace("Options", "", StringComparison.Ordinal);
        return failure => failure.StartsWith(section + ':', StringComparison.Ordinal) ? failure : $"{section}:{failure}";
    }
}
