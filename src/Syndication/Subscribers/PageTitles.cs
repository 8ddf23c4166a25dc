namespace Syndication.Subscribers;

/// <summary>Titles of the reader's pages, by the key of their text (<see cref="Templates.Words"/>); what else they say is in their templates.</summary>
internal static class PageTitles
{
    public const string Subscribe = "subscribe.title";
    public const string CheckYourMail = "checkMail.title";
    public const string SendLink = "sendLink.title";
    public const string Confirm = "confirm.title";
    public const string Confirmed = "confirmed.title";
    public const string Disown = "disown.title";
    public const string Disowned = "disowned.title";
    public const string Preferences = "plan.title";
    public const string NotSubscribed = "notSubscribed.title";
    public const string Unsubscribe = "unsubscribe.title";
    public const string Left = "left.title";
    public const string Returned = "returned.title";
    public const string Erase = "erase.title";
    public const string Erased = "erased.title";
    public const string Address = "plan.move";
    public const string Move = "move.title";
    public const string Moved = "moved.title";
    public const string UnknownLink = "unknown.title";
}
