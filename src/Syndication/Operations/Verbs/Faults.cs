using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Syndication.Operations.Verbs;

/// <summary>Faults as lines to print.</summary>
internal static partial class Faults
{
    /// <summary>One line per fault of the configuration: key, value and rule.</summary>
    public static IReadOnlyList<string> LinesOf(Exception fault, IConfiguration configuration) =>
        fault switch
        {
            OptionsValidationException options => [.. options.Failures.Select(failure => WithKeyAndValue(failure, options, configuration))],
            AggregateException several => [.. several.InnerExceptions.SelectMany(inner => LinesOf(inner, configuration))],
            _ => [LineOf(fault)],
        };

    /// <summary>Why the addresses cannot be listened on, with the key that names them.</summary>
    public static string LineOfAddresses(Exception fault, IConfiguration configuration) =>
        $"ASPNETCORE_URLS: '{configuration[WebHostDefaults.ServerUrlsKey] ?? configuration["ASPNETCORE_URLS"]}': {LineOf(fault)}";

    /// <summary>Any other fault, on one line.</summary>
    public static string LineOf(Exception fault) =>
        Conversion.Match(fault.Message) is { Success: true } match
            ? $"{match.Groups["key"].Value}: '{match.Groups["value"].Value}' is not {Expected(match.Groups["type"].Value)}"
            : fault.Message.ReplaceLineEndings(" ");

    // Generated validators say "Roles: …"; the key that an operator set is "Jobs:Roles". The value is added where the line does not say it; never a password.
    private static string WithKeyAndValue(string failure, OptionsValidationException options, IConfiguration configuration)
    {
        var first = failure.Split(':', 2)[0];
        var section = options.OptionsType.Name.Replace("Options", "", StringComparison.Ordinal);
        var line = configuration.GetSection(first).Exists() ? failure : $"{section}:{failure}";
        var end = line.IndexOf(": ", StringComparison.Ordinal);
        if (end < 0 || IsSecret(line[..end]) || configuration[line[..end]] is not { } value)
            return line;
        return line[end..].Contains(value, StringComparison.Ordinal) ? line : $"{line} (it is '{value}')";
    }

    private static bool IsSecret(string key) =>
        key.EndsWith("Password", StringComparison.Ordinal)
        || key.EndsWith("ConnectionString", StringComparison.Ordinal)
        || key.EndsWith("Secret", StringComparison.Ordinal)
        || key.EndsWith("SigningKey", StringComparison.Ordinal)
        || key.EndsWith("Authorization", StringComparison.Ordinal);

    private static string Expected(string type) =>
        typeof(Faults).Assembly.GetType(type) is { IsEnum: true } known ? $"one of {string.Join(", ", Enum.GetNames(known))}"
        : type.EndsWith("TimeSpan", StringComparison.Ordinal) ? "a length of time such as 00:05:00"
        : type.EndsWith("Boolean", StringComparison.Ordinal) ? "true or false"
        : "a number in range";

    [GeneratedRegex("configuration value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Conversion { get; }
}
