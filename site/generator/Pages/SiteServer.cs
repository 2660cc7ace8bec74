using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace LearnDL.Site.Pages;

/// <summary>Serves a folder to this machine only.</summary>
public sealed class SiteServer : IAsyncDisposable, IDisposable
{
    readonly WebApplication app;

    SiteServer(WebApplication app) => this.app = app;

    public string Address => app.Urls.First() + "/";

    /// <summary>Takes the preferred port, or a free one when it is taken.</summary>
    /// <param name="folder">The built site, which may change while it is served.</param>
    /// <param name="preferredPort">Where to serve.</param>
    /// <param name="live">What a page is told when it asks for live.json.</param>
    public static async Task<SiteServer> Start(string folder, int preferredPort, Func<string> live)
    {
        var port = IsFree(preferredPort) ? preferredPort : 0; // 0: any free one
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        // Ctrl+C is the command's business, which ends the server by disposing it.
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, QuietLifetime>();
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            context.Response.Headers.CacheControl = "no-cache"; // a page changes when its lesson has run
            if (context.Request.Path == "/live.json") await Results.Content(live(), "application/json").ExecuteAsync(context);
            else await next(context);
        });
        app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)) });
        app.Run(async context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/html; charset=utf-8";
            var page = Path.Combine(folder, PageFrame.NotFoundUrl);
            if (File.Exists(page)) await context.Response.SendFileAsync(page);
        });
        await app.StartAsync();
        return new SiteServer(app);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    sealed class QuietLifetime : Microsoft.Extensions.Hosting.IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
