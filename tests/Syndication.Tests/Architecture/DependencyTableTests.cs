using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace Syndication.Tests.Architecture;

/// <summary>The dependency table: what each feature may use of ours, and the rooms that libraries are kept in.</summary>
public sealed class DependencyTableTests
{
    private static readonly Assembly Product = typeof(Program).Assembly;

    // Ours alone: of libraries it takes the names that ours refers to. With their code it held more than a gigabyte to the end of all tests.
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded = new(() => new ArchLoader().LoadAssembly(Product).Build());

    private static readonly Dictionary<string, string> MayUse = new(StringComparer.Ordinal)
    {
        ["Storage"] = "",
        ["Outbound"] = "",
        ["Mailboxes"] = "Storage",
        ["Publication"] = "Storage",
        ["Templates"] = "Publication",
        ["Articles"] = "Publication Storage",
        ["Ingest"] = "Articles Mailboxes Outbound Publication Storage",
        ["Feeds"] = "Articles Outbound Publication Storage",
        ["Pages"] = "Articles Feeds Templates Publication Storage",
        ["Delivery"] = "Outbound Publication Storage",
        ["Subscribers"] = "Articles Delivery Feeds Templates Publication Storage",
        ["Digests"] = "Articles Subscribers Templates Delivery Publication Storage",
        ["Bounces"] = "Delivery Mailboxes Outbound Subscribers Publication Storage",
        ["Operations"] =
            "Storage Outbound Mailboxes Publication Templates Articles Ingest Feeds Pages Delivery Subscribers Digests Bounces",
    };

    private static readonly Dictionary<string, string> Rooms = new(StringComparer.Ordinal)
    {
        ["CsvHelper"] = "Subscribers",
        ["DnsClient"] = "Delivery",
        ["MailKit"] = "Delivery Mailboxes",
        ["MimeKit"] = "Delivery Bounces Ingest",
        ["Org.BouncyCastle"] = "Delivery",
        ["System.ServiceModel.Syndication"] = "Feeds",
        ["HandlebarsDotNet"] = "Templates",
        ["Ganss.Xss"] = "Ingest",
        ["AngleSharp"] = "Ingest",
        ["Markdig"] = "Ingest",
        ["SmartReader"] = "Ingest",
        ["YamlDotNet"] = "Ingest",
        ["Hangfire"] = "Operations",
        ["System.CommandLine"] = "Operations",
        ["Spectre.Console"] = "Operations",
        ["Microsoft.Data.Sqlite"] = "Storage",
    };

    public static TheoryData<string, string> Forbidden
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var (feature, allowed) in MayUse)
            {
                foreach (
                    var other in MayUse
                        .Keys.Except(allowed.Split(' '))
                        .Where(other => other != feature && IsThere(feature) && IsThere(other))
                )
                    pairs.Add(feature, other);
            }

            return pairs;
        }
    }

    public static TheoryData<string> Libraries => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void A_feature_uses_only_what_the_table_allows(string feature, string other) => Not(In(feature), In(other)).Check(Loaded.Value);

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_stays_in_its_rooms(string library)
    {
        var rooms = Rooms[library].Split(' ');
        foreach (var feature in MayUse.Keys.Where(feature => IsThere(feature) && !rooms.Contains(feature)))
            Not(In(feature), Of(library)).Check(Loaded.Value);
    }

    [Fact]
    public void Every_folder_is_a_feature_of_the_table()
    {
        var features = Product
            .GetTypes()
            .Select(type => type.Namespace)
            .Where(name => name?.StartsWith("Syndication.", StringComparison.Ordinal) == true)
            .Select(name => name!.Split('.')[1])
            .Distinct();

        Assert.Empty(features.Except(MayUse.Keys));
    }

    [Fact]
    public void The_rules_see_what_they_judge()
    {
        // A rule that forbids a real dependency must fail, or the tables above check nothing.
        Assert.False(Not(In("Articles"), In("Publication")).HasNoViolations(Loaded.Value));
        Assert.All(
            Rooms,
            room =>
                Assert.All(
                    room.Value.Split(' ').Where(IsThere),
                    feature =>
                        Assert.False(Not(In(feature), Of(room.Key)).HasNoViolations(Loaded.Value), $"{feature} does not use {room.Key}.")
                )
        );
    }

    private static bool IsThere(string feature) =>
        Product
            .GetTypes()
            .Any(type =>
                type.Namespace is { } name
                && (name == "Syndication." + feature || name.StartsWith($"Syndication.{feature}.", StringComparison.Ordinal))
            );

    private static string Of(string library) => $@"^{library.Replace(".", @"\.", StringComparison.Ordinal)}(\.|$)";

    private static string In(string feature) => $@"^Syndication\.{feature}(\.|$)";

    private static TypesShouldConjunction Not(string from, string to) =>
        Types()
            .That()
            .ResideInNamespaceMatching(from)
            .Should()
            .NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(to));
}
