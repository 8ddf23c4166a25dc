using System.Text.RegularExpressions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Syndication.Templates;

/// <summary>Says where in which file a template is at fault, in terms of what an operator edits.</summary>
internal static partial class TemplateFaults
{
    /// <summary>A template that cannot be compiled.</summary>
    /// <param name="name">Its name, such as <c>digest.html</c>.</param>
    /// <param name="fault">What the library says.</param>
    public static TemplateFaultException OfCompiling(string name, HandlebarsException fault) =>
        new(
            Place.Match(fault.Message) is { Success: true } place
                ? $"templates/{name}.hbs, line {place.Groups["line"].Value}: {Place.Replace(fault.Message, "").Trim().ReplaceLineEndings(" ")}"
                : $"templates/{name}.hbs: {fault.Message.ReplaceLineEndings(" ")}",
            fault
        );

    /// <summary>A template that cannot be rendered.</summary>
    /// <param name="folder">The templates.</param>
    /// <param name="name">Its name, such as <c>digest.html</c>.</param>
    /// <param name="fault">What the library says.</param>
    public static TemplateFaultException OfRendering(string folder, string name, Exception fault)
    {
        var file = name;
        var cause = fault;
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            cause = inner;
            if (
                Partial.Match(inner.Message) is { Success: true } partial
                && partial.Groups["name"].Value is not "@partial-block" and var part
            )
                file = part + name[name.LastIndexOf('.')..];
        }

        if (cause is not HandlebarsUndefinedBindingException undefined)
            return new TemplateFaultException($"templates/{file}.hbs: {cause.Message.ReplaceLineEndings(" ")}", fault);
        var variable = undefined.Path ?? undefined.MissingKey;
        var line = LineOf(Path.Combine(folder, file + ".hbs"), variable) is { } number ? $", line {number}" : "";
        return new TemplateFaultException($"templates/{file}.hbs{line}: '{variable}' is not a variable that this template has", fault);
    }

    private static int? LineOf(string file, string variable)
    {
        if (!File.Exists(file))
            return null;
        var expression = new Regex(
            @"\{\{[^}]*(?<![\w.@/])" + Regex.Escape(variable) + @"(?![\w])",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
        var line = Array.FindIndex(File.ReadAllLines(file), expression.IsMatch);
        return line < 0 ? null : line + 1;
    }

    [GeneratedRegex(@"\s*Occured at:\s*(?<line>\d+):\d+\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place { get; }

    [GeneratedRegex("rendering partial '(?<name>[^']+)'", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Partial { get; }
}
