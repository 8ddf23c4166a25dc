using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.Bounces.Judging;

namespace Syndication.Operations.Verbs;

/// <summary>A line that <c>bounces judge</c> prints.</summary>
/// <param name="File">As it was given.</param>
/// <param name="Verdicts">One for each recipient.</param>
internal sealed record JudgedMail(string File, IReadOnlyList<JudgedMail.Line> Verdicts)
{
    public static JudgedMail Of(string file, IReadOnlyList<Verdict> verdicts) =>
        new(file, [.. verdicts.Select(verdict => new Line(verdict.Recipient, verdict.ClassWord, verdict.ReasonWord, verdict.Status))]);

    public string ToJson() => JsonSerializer.Serialize(this, JudgedMailJson.Readable.JudgedMail);

    internal sealed record Line(string? Recipient, string Class, string Reason, string? Status);
}

/// <summary>Written without reflection, and with addresses of any script as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JudgedMail))]
internal sealed partial class JudgedMailJson : JsonSerializerContext
{
    public static JudgedMailJson Readable { get; } =
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
