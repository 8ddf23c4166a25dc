using Syndication.Delivery;

namespace Syndication.Tests.Support;

/// <summary>A composed mail as its recipient reads it.</summary>
internal static class OutgoingMailReading
{
    extension(OutgoingMail mail)
    {
        public string Text => Fill(mail, mail.Body.Text);

        public string? Html => mail.Body.Html is { } html ? Fill(mail, html) : null;
    }

    private static string Fill(OutgoingMail mail, string text) =>
        mail
            .Body.Holes.Zip(mail.Fillings)
            .Aggregate(text, (filled, pair) => filled.Replace(pair.First, pair.Second, StringComparison.Ordinal));
}
