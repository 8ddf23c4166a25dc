using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary>Runs the verb that the command line names.</summary>
public static partial class VerbRunner
{
    private const int Failure = 1;

    // Options are checked at the start and then kept: to watch for changes of them would watch every folder below, the data among them.
    private const string WithoutReload = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>Exit status of wrong usage and of a configuration that cannot be run with.</summary>
    public const int WrongUsage = 2;

    /// <summary>Whether the command line asks for the server: no verb, <c>serve</c>, or configuration only.</summary>
    public static bool IsServe(string[] args) =>
        args.Length == 0
        || string.Equals(args[0], "serve", StringComparison.Ordinal) && !args.Contains("--help", StringComparer.Ordinal)
        || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version");

    /// <summary>What of the command line is configuration: all of it for the server, nothing for a verb.</summary>
    public static string[] ForHost(string[] args) => IsServe(args) ? [.. args, WithoutReload] : [WithoutReload];

    /// <summary>Checks every option, and that the data directory can be written, before anything is listened on; prints one line per fault.</summary>
    public static bool HasValidConfiguration(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception fault) when (fault is OptionsValidationException or AggregateException or InvalidOperationException)
        {
            foreach (var line in Faults.LinesOf(fault, app.Configuration))
                Console.Error.WriteLine(line);
            return false;
        }

        return HasAddresses(app.Configuration) && CanWrite(app.Services.GetRequiredService<DataDirectory>().Path);
    }

    /// <summary>Runs to the end. Every fault is one line on standard error; a stack trace never shows.</summary>
    /// <returns>0 on success, 1 on failure, 2 on wrong usage.</returns>
    public static async Task<int> RunAsync(this WebApplication app, string[] args)
    {
        // A start that failed takes the services with it.
        var configuration = app.Configuration;
        try
        {
            if (!IsServe(args))
                return await RunVerbAsync(app.Services, args);
            var workers = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
            await app.RunAsync();

            // A worker that broke stops the host as if it had been asked to: whoever restarts it must be told.
            return workers.Exists(worker => worker.ExecuteTask?.IsFaulted == true) ? Failure : 0;
        }
        catch (OperationCanceledException)
        {
            return Failure;
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(Faults.LineOfAddresses(fault, configuration));
            return Failure;
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync(Faults.LineOf(fault));
            LogFault(app.Logger, fault);
            return Failure;
        }
    }

    private static bool HasAddresses(IConfiguration configuration)
    {
        var addresses = configuration[WebHostDefaults.ServerUrlsKey] ?? configuration["ASPNETCORE_URLS"] ?? "";
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                BindingAddress.Parse(address);
            }
            catch (FormatException)
            {
                Console.Error.WriteLine($"ASPNETCORE_URLS: '{address}' is not an address to listen on such as http://127.0.0.1:5080.");
                return false;
            }
        }

        return true;
    }

    private static bool CanWrite(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            using var trial = File.Create(Path.Combine(directory, $".writable-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Storage:Directory: '{directory}' must be a folder that can be written: {Faults.LineOf(fault)}");
            return false;
        }
    }

    private static async Task<int> RunVerbAsync(IServiceProvider services, string[] args)
    {
        var parsed = VerbTable.Build(services).Parse(args);
        // Its guesses are options such as "-h", for a file's name as well as for a verb.
        if (parsed.Action is ParseErrorAction wrong)
            wrong.ShowTypoCorrections = false;
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? WrongUsage : code;
    }

    // The whole fault for whoever mends the program; off unless asked for: a stack trace is no answer to a user.
    [LoggerMessage(EventId = 9001, Level = LogLevel.Debug, Message = "The command failed")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
