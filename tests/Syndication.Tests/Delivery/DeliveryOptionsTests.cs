using Microsoft.Extensions.Configuration;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

public sealed class DeliveryOptionsTests
{
    [Theory]
    [InlineData("Connections", "0", "Delivery:Connections: '0' is not between 1 and 500.")]
    [InlineData("FreshFor", "00:00:01", "Delivery:FreshFor: '00:00:01' is not between 00:10:00 and 7.00:00:00.")]
    [InlineData("ReturnPathDomain", "no domain", "Delivery:ReturnPathDomain: 'no domain' is neither empty nor a domain.")]
    [InlineData(
        "UnsubscribeMailbox",
        "nobody",
        "Delivery:UnsubscribeMailbox: 'nobody' must be one address with one at sign, such as name@example.org."
    )]
    [InlineData("Relays:0:Port", "70000", "Delivery:Relays:0:Port: '70000' is not between 1 and 65535.")]
    [InlineData("Relays:0:Host", "", "Delivery:Relays:0:Host: '' is not a host name or an address.")]
    [InlineData("Relays:0:Weight", "0", "Delivery:Relays:0:Weight: '0' is not between 1 and 1000.")]
    [InlineData("Relays:0:MaxConnections", "0", "Delivery:Relays:0:MaxConnections: '0' is not between 1 and 500.")]
    [InlineData("Relays:0:MessagesPerSecond", "0", "Delivery:Relays:0:MessagesPerSecond: '0' is not above 0 and up to 100000.")]
    [InlineData("Relays:0:MaxAge", "00:00:00", "Delivery:Relays:0:MaxAge: '00:00:00' is not between 00:00:01 and 1.00:00:00.")]
    public void A_value_out_of_range_stops_the_host_and_says_which(string key, string value, string line) =>
        Assert.Equal([line], Faults((key, value)));

    [Fact]
    public void A_password_is_never_sent_in_clear_text_but_to_this_machine()
    {
        (string, string)[] login = [("Relays:0:User", "news"), ("Relays:0:Password", "secret"), ("Relays:0:Security", "None")];

        var line = Assert.Single(Faults([.. login, ("Relays:0:Host", "mail.example.org")]));
        Assert.StartsWith("Delivery:Relays:0:Security: 'None' would send the password in clear text", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.Empty(Faults([.. login, ("Relays:0:Host", "127.0.0.1")]));
        Assert.Empty(Faults([.. login, ("Relays:0:Host", "mail.example.org"), ("Relays:0:Security", "Tls")]));
    }

    [Fact]
    public void Two_relays_need_two_names() =>
        Assert.Equal(
            ["Delivery:Relays: 'localhost:587' is the name of 2 relays; give each a Name of its own."],
            Faults(("Relays:1:Host", "localhost"))
        );

    [Fact]
    public void Every_fault_has_its_line() => Assert.Equal(2, Faults(("Connections", "0"), ("Relays:0:Port", "0")).Count);

    [Fact]
    public async Task The_host_does_not_start_with_a_fault()
    {
        using var command = new CommandLine();
        command.Environment["Delivery__Connections"] = "0";

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Contains("Delivery:Connections: ", errors, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Faults(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Delivery:Relays:0:Host", "localhost")]).Build();
        foreach (var (key, value) in settings)
            configuration["Delivery:" + key] = value;
        var options = new DeliveryOptions();
        configuration.GetSection("Delivery").Bind(options);
        return [.. new DeliveryOptionsValidator().Validate(name: null, options).Failures ?? []];
    }

    [Theory]
    [InlineData("\"odd one\"@example.org", "must not contain spaces or control characters")]
    [InlineData("News <news@[192.0.2.1]>", "must have a domain name after the at sign")]
    public void A_sender_that_no_mail_can_be_made_from_stops_the_host_and_says_which(string value, string rule)
    {
        var options = new PublicationOptions { Sender = value, ReplyTo = value };

        var faults = new SenderOptionsValidator().Validate(name: null, options).Failures;

        Assert.Equal([$"Publication:Sender: '{value}' {rule}.", $"Publication:ReplyTo: '{value}' {rule}."], faults);
    }

    [Fact]
    public async Task The_host_does_not_start_with_such_a_sender()
    {
        using var command = new CommandLine();
        command.Environment["Publication__Sender"] = "News <news@[192.0.2.1]>";

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Contains("Publication:Sender: 'News <news@[192.0.2.1]>' must have", errors, StringComparison.Ordinal);
    }
}
