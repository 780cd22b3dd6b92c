using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Kabinet.Bench.ByHand;

/// <summary>A Razor view of MVC by its path, without a controller.</summary>
internal sealed class RazorResult(string path, object? model) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-cache, no-store";
        var services = httpContext.RequestServices;
        var view = services.GetRequiredService<IRazorViewEngine>().GetView(null, path, isMainPage: true);
        var action = new ActionContext(httpContext, httpContext.GetRouteData(), new ActionDescriptor());
        var data = new ViewDataDictionary(services.GetRequiredService<IModelMetadataProvider>(),
            new ModelStateDictionary()) { Model = model };
        await using var writer = services.GetRequiredService<IHttpResponseStreamWriterFactory>()
            .CreateWriter(httpContext.Response.Body, System.Text.Encoding.UTF8);
        var temp = services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(httpContext);
        view.EnsureSuccessful([path]);
        await view.View!.RenderAsync(new(action, view.View, data, temp, writer, new HtmlHelperOptions()));
    }
}
