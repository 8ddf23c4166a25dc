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
    // Addresses of any script are printed as they are.
    private static readonly JudgedMailJson Json = new(
        new JsonSerializerOptions(JudgedMailJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static JudgedMail Of(string file, IReadOnlyList<Verdict> verdicts) =>
        new(file, [.. verdicts.Select(verdict => new Line(verdict.Recipient, verdict.ClassWord, verdict.ReasonWord, verdict.Status))]);

    public string ToJson() => JsonSerializer.Serialize(this, Json.JudgedMail);

    internal sealed record Line(string? Recipient, string Class, string Reason, string? Status);
}

/// <summary>Written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JudgedMail))]
internal sealed partial class JudgedMailJson : JsonSerializerContext;
