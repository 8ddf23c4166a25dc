using System.Globalization;
using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace Syndication.Templates;

/// <summary>
/// What templates say in the language that they are rendered in: <c>{{say "key" name=value}}</c> a text of <see cref="Words"/>,
/// <c>{{paragraph "key" name=value}}</c> the same wrapped for a text part, <c>{{dayName "Monday"}}</c> a day of the week, nothing where it is none.
/// </summary>
internal static partial class WordHelpers
{
    private const string Language = "language";

    /// <summary>What a rendering carries beside its model.</summary>
    public static object DataOf(string language) => new { language };

    public static void Register(IHandlebars handlebars, Words words, bool isHtml)
    {
        handlebars.RegisterHelper(
            "say",
            (in EncodedTextWriter output, in HelperOptions options, in Context _, in Arguments arguments) =>
                output.Write(Said(words, options, arguments))
        );
        handlebars.RegisterHelper(
            "dayName",
            (in EncodedTextWriter output, in HelperOptions options, in Context _, in Arguments arguments) =>
                output.Write(DayName(words, options, arguments))
        );
        if (!isHtml)
            handlebars.RegisterHelper(
                "paragraph",
                (in EncodedTextWriter output, in HelperOptions options, in Context _, in Arguments arguments) =>
                    output.Write(TextWrap.Wrap(Said(words, options, arguments)))
            );
    }

    /// <summary>Checks that every text that a template says is there.</summary>
    /// <exception cref="TemplateFaultException">One is not; names file, line and text.</exception>
    public static void Check(string name, string template, Words words)
    {
        foreach (Match use in Use.Matches(template))
        {
            var key = use.Groups["key"].Value;
            if (words.Has(key))
                continue;
            var line = template.AsSpan(0, use.Index).Count('\n') + 1;
            throw new TemplateFaultException($"templates/{name}.hbs, line {line}: there is no text \"{key}\".", null);
        }
    }

    private static string Said(Words words, in HelperOptions options, in Arguments arguments)
    {
        try
        {
            return words.Say(LanguageOf(options), (string)arguments[0]!, arguments.Hash);
        }
        catch (KeyNotFoundException fault)
        {
            throw new HandlebarsRuntimeException(fault.Message, fault);
        }
    }

    // In the language of the words around it, which may not be the one that was asked for.
    private static string DayName(Words words, in HelperOptions options, in Arguments arguments) =>
        Enum.TryParse<DayOfWeek>(arguments[0] as string, out var day)
            ? CultureInfo.GetCultureInfo(words.SpokenTag(LanguageOf(options))).DateTimeFormat.GetDayName(day)
            : "";

    private static string LanguageOf(in HelperOptions options) => options.Data.Value<string>(Language)!;

    [GeneratedRegex(
        @"[{(]\s*(?:say|paragraph)\s+\x22(?<key>[^\x22]+)\x22",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Use { get; }
}
