using System.Collections.Frozen;
using System.Text;

namespace Syndication.Bounces.Judging;

/// <summary>Everything that the judge knows, read from <c>rules.tsv</c>.</summary>
internal sealed class RuleTable
{
    private const string Resource = "bounces/rules.tsv";

    private static readonly FrozenDictionary<string, BounceReason> Reasons = Enum.GetValues<BounceReason>()
        .ToFrozenDictionary(Verdict.WordOf, StringComparer.Ordinal);

    private readonly ILookup<string, Rule> rows;
    private readonly (string Code, BounceReason Reason)[] statuses;

    private RuleTable(IReadOnlyList<Rule> rules)
    {
        Rules = rules;
        rows = rules.ToLookup(rule => rule.Kind, StringComparer.Ordinal);
        Causes = [.. rules.Where(rule => rule.Kind is "reason" or "refusal").Select(rule => new Cause(rule, ReasonOf(rule.Value)))];
        statuses =
        [
            .. rows["status"]
                .SelectMany(rule =>
                    rule.Phrases.SelectMany(codes => codes.Pattern.Split(' ')).Select(code => (code, ReasonOf(rule.Value)))
                ),
        ];
    }

    /// <summary>The table that travels inside the program.</summary>
    public static RuleTable Default { get; } = Load();

    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rows that say why a mail failed, in their order of precedence.</summary>
    public IReadOnlyList<Cause> Causes { get; }

    /// <summary>Whether a row of the kind matches.</summary>
    public bool Has(string kind, string text) => ValueOf(kind, text) is not null;

    /// <summary>Whether the text begins as a row of the kind says.</summary>
    public bool Begins(string kind, string text) => rows[kind].Any(rule => rule.Phrases.Any(phrase => phrase.Begins(text)));

    /// <summary>The value of the first row of the kind that matches, or null.</summary>
    public string? ValueOf(string kind, string text)
    {
        foreach (var rule in rows[kind])
        {
            if (rule.Matches(text))
                return rule.Value;
        }

        return null;
    }

    /// <summary>The values of all rows of the kind that match, each once, in their order.</summary>
    public IReadOnlyList<string> ValuesOf(string kind, string text) =>
        [.. rows[kind].Where(rule => rule.Matches(text)).Select(rule => rule.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The reason where nothing but the command is known.</summary>
    public BounceReason? Unexplained(string? stage)
    {
        foreach (var rule in rows["unexplained"])
        {
            if (rule.Phrases[0].Pattern == stage)
                return ReasonOf(rule.Value);
        }

        return null;
    }

    /// <summary>What a status code means, where it says more than that it failed.</summary>
    /// <param name="code">Such as <c>5.1.1</c>.</param>
    /// <param name="isVague">Whether only its subject is known.</param>
    public BounceReason? ReasonOfStatus(string? code, out bool isVague)
    {
        isVague = false;
        if (code is not { Length: > 2 } || code.EndsWith(".0.0", StringComparison.Ordinal))
            return null;
        foreach (var (pattern, reason) in statuses)
        {
            isVague = pattern.EndsWith('*');
            if (isVague ? code.AsSpan(2).StartsWith(pattern.AsSpan(0, pattern.Length - 1)) : code.AsSpan(2).SequenceEqual(pattern))
                return reason;
        }

        return null;
    }

    private static BounceReason ReasonOf(string word) =>
        Reasons.TryGetValue(word, out var reason) ? reason : throw new InvalidDataException($"{Resource}: '{word}' is no reason.");

    private static RuleTable Load()
    {
        using var stream =
            typeof(RuleTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidDataException($"{Resource} is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rules = new List<Rule>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Split('\t') is not [var kind, var value, var phrases, var source])
                throw new InvalidDataException($"{Resource}: '{line}' has not four columns.");
            rules.Add(new Rule(kind, value, [.. phrases.Split(" / ").Select(phrase => new Phrase(phrase))], source));
        }

        return new RuleTable(rules);
    }

    /// <summary>A row that says why.</summary>
    internal sealed record Cause(Rule Rule, BounceReason Reason)
    {
        /// <summary>Words that spam filters say too: they need the command, or the status, to mean the address.</summary>
        public bool IsRefusal { get; } = Rule.Kind is "refusal";
    }
}
