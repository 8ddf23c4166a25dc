using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Syndication.Ingest.Sources;
using Syndication.Operations.Verbs;

namespace Syndication.Tests.Ingest.Sources;

public sealed class SourceOptionsTests
{
    [Fact]
    public void The_key_in_an_address_is_no_part_of_what_a_source_is_called()
    {
        var (one, other) = (Of("https://feeds.example/a?key=hush"), Of("https://feeds.example/a?key=hush2"));

        Assert.Matches(@"^source:https://feeds\.example/a \([0-9a-f]{8}\)$", one.WayIn);
        Assert.NotEqual(one.Key, other.Key);
        Assert.Equal(one.Key, Of("https://feeds.example/a?key=hush").Key);
        Assert.Equal("https://feeds.example/a", Of("https://feeds.example/a").Key);

        static Source Of(string address) => Source.Of(new SourceOptions { Address = address });
    }

    [Fact]
    public void Every_fault_has_a_line_with_key_value_and_rule()
    {
        var options = new SourcesOptions
        {
            Sources =
            [
                new SourceOptions { Address = "ftp://feeds.example/a?key=hush" },
                new SourceOptions
                {
                    Address = "http://feeds.example/b",
                    Section = "Not A Slug",
                    Every = TimeSpan.FromSeconds(5),
                    Kind = (SourceKind)9,
                },
                new SourceOptions { Address = "http://user:hush@feeds.example/c", Name = " spaced" },
                new SourceOptions { Address = "" },
            ],
            Pull = new PullOptions { Connections = 0, HostGap = TimeSpan.FromHours(1) },
        };

        var failures = new SourcesOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(
            [
                "Ingest:Pull:Connections: '0' is not between 1 and 1000.",
                "Ingest:Pull:HostGap: '01:00:00' is not between 00:00:00 and 00:01:00.",
                "Ingest:Sources:0:Address: 'ftp://feeds.example/a' is not an absolute http(s) address.",
                "Ingest:Sources:1:Kind: '9' is not one of Feed, WordPress, Ans.",
                "Ingest:Sources:1:Section: 'Not A Slug' is not a section's slug, such as observation-post.",
                "Ingest:Sources:1:Every: '00:00:05' is not between 00:01:00 and 7.00:00:00.",
                "Ingest:Sources:2:Name: ' spaced' is not at most 100 characters without line breaks or spaces around them.",
                "Ingest:Sources:2: its Address has a name or a password in it, which would be sent in clear text and shown.",
                "Ingest:Sources:3:Address: '' is not an absolute http(s) address.",
            ],
            failures
        );
    }

    [Fact]
    public void A_secret_is_sent_over_https_or_to_this_machine_and_no_fault_says_it()
    {
        var options = new SourcesOptions
        {
            Sources =
            [
                Closed("https://api.example/a", "Bearer hush"),
                Closed("http://localhost:8080/b", "Basic aHVzaA=="),
                Closed("http://api.example/c", "Bearer hush"),
                Closed("https://api.example/d", "hush"),
            ],
        };

        Assert.Equal(
            [
                "Ingest:Sources:2:Authorization: it would be sent in clear text; the Address has to begin with https.",
                "Ingest:Sources:3:Authorization: it is not a scheme and what it asks for, such as 'Bearer' and a token.",
            ],
            new SourcesOptionsValidator().Validate(null, options).Failures
        );
        Assert.DoesNotContain("hush", Source.Of(options.Sources[0]).ToString(), StringComparison.Ordinal);
        var fault = new OptionsValidationException("", typeof(SourcesOptions), ["Ingest:Sources:3:Authorization: it is not a scheme."]);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Ingest:Sources:3:Authorization", (string?)"hush")])
            .Build();
        Assert.Equal(fault.Failures, Faults.LinesOf(fault, configuration));

        static SourceOptions Closed(string address, string authorization) => new() { Address = address, Authorization = authorization };
    }

    [Fact]
    public void Two_of_one_address_need_names()
    {
        var twice = new SourceOptions { Address = "http://feeds.example/a?key=hush" };
        var options = new SourcesOptions { Sources = [twice, twice] };

        Assert.Equal(
            ["Ingest:Sources: 'http://feeds.example/a' stands there 2 times; give each a Name of its own."],
            new SourcesOptionsValidator().Validate(null, options).Failures
        );
        options.Sources[1] = new SourceOptions { Address = twice.Address, Name = "other" };
        Assert.True(new SourcesOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("feed", nameof(SourceKind.Feed))]
    [InlineData("wordpress", nameof(SourceKind.WordPress))]
    [InlineData("ANS", nameof(SourceKind.Ans))]
    public async Task A_kind_is_understood_however_it_is_written(string written, string kind)
    {
        await using var host = new SourceHost();
        host.AddSource("a", "http://feeds.example/a", ("Kind", written), ("Every", "00:10:00"));

        var view = await host.ViewAsync("a");

        Assert.Equal(kind.ToLowerInvariant(), view.Kind);
    }
}
