using Kabinet.Engine;
using Kabinet.Web;
using Kabinet.Web.Background;
using Kabinet.Web.Blocks;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Fields;
using Kabinet.Web.Live;
using Kabinet.Web.People;
using Kabinet.Web.Pipeline;

return await Verbs.Run(args, Terminal.OfProcess());

/// <summary>The one executable: verbs of the command line, and the site they may start.</summary>
internal static partial class Program
{
    private const int LeastThreads = 32;

    /// <summary>
    /// The site, ready to run over an open engine; a module adds its readers of blocks, looks of fields and icons of events.
    /// </summary>
    public static WebApplication Build(Options options, KabinetEngine engine, Action<IServiceCollection>? module = null)
    {
        KeepThreads();
        var builder = options.CreateBuilder();
        builder.Services.AddSingleton(engine);
        builder.Services.AddRequest(options.Site, options.Data, engine.People.Keys);
        builder.Services.AddPasskeys(options.Address);
        builder.Services.AddFields();
        builder.Services.AddBlocks();
        module?.Invoke(builder.Services);
        builder.Services.AddLive(options.Follow ? options.Solution : null);
        builder.Services.AddHostedService<WorkerHost>();

        // The host logs a failed start with its stack; the verb that started it tells the same in a sentence.
        var isStarted = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => isStarted && level >= LogLevel.Information);
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => isStarted = true);
        app.UseForwardedHeaders();
        app.UseErrorBoundary();
        app.UseSecurityHeaders();
        app.UseRouting();
        app.UseCompression();
        app.UseOptions();
        app.UsePublicationRetry();
        app.UseSignIn();
        app.UseRateLimiter();
        app.UseUploadRoom();
        app.UseKnownQuery();
        app.UseForms();
        app.UseFormProtection();
        app.UseFormerNames();
        app.UsePasswordConfirmation();
        Routes.Map(app);
        return app;
    }

    /// <summary>
    /// A query of SQLite holds the thread that it runs on, and above its minimum the pool adds only about two threads a second: a few
    /// heavy queries would keep everybody waiting for seconds.
    /// </summary>
    private static void KeepThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), ports);
    }
}
