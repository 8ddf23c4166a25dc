using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

public sealed class VerbTests : IDisposable
{
    private readonly CommandLine command = new();

    [Fact]
    public async Task A_new_key_stands_alone_on_the_last_line_and_logs_stay_off_standard_output()
    {
        var (code, output, _) = await command.RunAsync("keys", "add", "desk", "--role", "operator");

        Assert.Equal(0, code);
        var key = output.TrimEnd('\n').Split('\n')[^1];
        Assert.Equal(32, Base64Url.DecodeFromChars(key).Length);
        Assert.Equal(key + "\n", output);
    }

    [Fact]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_wrong()
    {
        var (code, _, errors) = await command.RunAsync("sections", "add", "Not A Slug");

        Assert.Equal(2, code);
        Assert.Contains("'Not A Slug' is not a slug", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_out_of_range_stops_the_host_before_it_listens()
    {
        command.Environment["Publication__TimeZone"] = "Mars/Olympus";
        command.Environment["Jobs__Roles"] = "chief";

        var (code, output, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains("Publication:TimeZone: 'Mars/Olympus'", errors, StringComparison.Ordinal);
        Assert.Contains("Jobs:Roles: must be web, worker or web,worker (it is 'chief')", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(command.DataFolder));
    }

    [Theory]
    [InlineData("Delivery__Relays__0__Security", "starttls1", "Delivery:Relays:0:Security: 'starttls1' is not one of None, StartTls, Tls")]
    [InlineData("Delivery__Relays__0__Kind", "Pigeon", "Delivery:Relays:0:Kind: 'Pigeon' is not one of Pickup, Smtp")]
    [InlineData("Feeds__ItemCount", "abc", "Feeds:ItemCount: 'abc' is not a number in range")]
    [InlineData("Feeds__ItemCount", "-1", "Feeds:ItemCount: ")]
    [InlineData("ASPNETCORE_URLS", "5080", "ASPNETCORE_URLS: '5080' is not an address to listen on such as http://127.0.0.1:5080")]
    [InlineData("Storage__Directory", "/proc/nothing", "Storage:Directory: '/proc/nothing' must be a folder that can be written")]
    public async Task A_setting_that_does_not_fit_is_one_line_with_key_value_and_what_would(string name, string value, string line)
    {
        command.Environment[name] = value;

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.StartsWith(line, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_port_that_another_holds_is_named_with_its_key_and_no_stack_trace()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        command.Environment["ASPNETCORE_URLS"] = $"http://{other.LocalEndpoint}";

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(1, code);
        Assert.Contains($"ASPNETCORE_URLS: 'http://{other.LocalEndpoint}': ", errors, StringComparison.Ordinal);
        Assert.Contains("address already in use", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_that_there_is_not_is_named_without_guesses()
    {
        var (code, _, errors) = await command.RunAsync("import", "pdf", "x.pdf");

        Assert.Equal(2, code);
        Assert.Contains("'pdf'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_one_line_too()
    {
        command.Environment["Storage__Provider"] = "Oracle";

        var (code, _, errors) = await command.RunAsync("keys", "list");

        Assert.Equal(2, code);
        Assert.Contains("Storage:Provider: 'Oracle' is not one of Sqlite, Postgres", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("keys", "add", "--help")]
    [InlineData("sections", "--help")]
    [InlineData("serve", "--help")]
    public async Task Every_verb_explains_itself(params string[] arguments)
    {
        var (code, output, _) = await command.RunAsync(arguments);

        Assert.Equal(0, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_is_moved_ended_and_reopened()
    {
        await command.RunAsync("sections", "add", "gear");
        await command.RunAsync("sections", "add", "kit");

        var moved = await command.RunAsync("sections", "move", "gear", "--to", "kit");
        var circle = await command.RunAsync("sections", "move", "kit", "--to", "gear");
        var ended = await command.RunAsync("sections", "end", "kit");
        var unknown = await command.RunAsync("sections", "end", "none");
        var list = await command.RunAsync("sections", "list");
        var reopened = await command.RunAsync("sections", "reopen", "gear");

        Assert.Equal((0, "moved to kit: gear\n"), (moved.Code, moved.Output));
        Assert.Equal((1, 0, 1), (circle.Code, ended.Code, unknown.Code));
        Assert.Contains("circle", circle.Errors, StringComparison.Ordinal);
        Assert.Contains("section: 'none': a section that exists", unknown.Errors, StringComparison.Ordinal);
        Assert.Equal("gear\tGear\tmoved to kit\nkit\tKit\tended\n", list.Output);
        Assert.Equal((0, "reopened gear\n"), (reopened.Code, reopened.Output));
    }

    public void Dispose() => command.Dispose();
}
