namespace Syndication.Subscribers;

/// <summary>Titles of the reader's pages; everything else that they say is in their templates.</summary>
internal static class PageTitles
{
    public const string Subscribe = "Subscribe";
    public const string CheckYourMail = "Check your mail";
    public const string SendLink = "Your link";
    public const string Confirm = "Confirm your subscription";
    public const string Confirmed = "You are subscribed";
    public const string Disown = "This was not me";
    public const string Disowned = "No further mail";
    public const string Preferences = "Your subscription";
    public const string NotSubscribed = "Not subscribed";
    public const string Unsubscribe = "Unsubscribe";
    public const string Left = "You are unsubscribed";
    public const string Returned = "Welcome back";
    public const string UnknownLink = "This link does not work";
}
