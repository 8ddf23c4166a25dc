namespace Syndication.Operations.Messages;

/// <summary>Registers the history of messages.</summary>
internal static class MessageSetup
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageHistory>();
        services.AddSingleton<HeldDecisions>();
    }
}
