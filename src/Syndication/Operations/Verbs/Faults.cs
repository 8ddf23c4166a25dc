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

    /// <summary>The line with the value that was set, where the line names a key and does not say it already; never a password.</summary>
    public static string WithValue(string line, IConfiguration configuration)
    {
        var end = line.IndexOf(": ", StringComparison.Ordinal);
        if (end < 0 || line[..end].EndsWith("Password", StringComparison.Ordinal) || configuration[line[..end]] is not { } value)
            return line;
        return line.Contains($"'{value}'", StringComparison.Ordinal) ? line : $"{line} (it is '{value}')";
    }

    // Generated validators say "Roles: …"; the key that an operator set is "Jobs:Roles".
    private static Func<string, string> Naming(OptionsValidationException options)
    {
        var section = options.OptionsType.Name.Replace("Options", "", StringComparison.Ordinal);
        return failure => failure.StartsWith(section + ':', StringComparison.Ordinal) ? failure : $"{section}:{failure}";
    }
}
