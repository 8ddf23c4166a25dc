namespace Syndication.Subscribers.Lists;

/// <summary>Registers lists in and out.</summary>
internal static class ListsSetup
{
    public static void AddLists(this IServiceCollection services)
    {
        services.AddSingleton<ListChunk>();
        services.AddSingleton<ListImporter>();
        services.AddSingleton<ListImports>();
        services.AddSingleton<ListUndo>();
        services.AddSingleton<ListExport>();
    }
}
