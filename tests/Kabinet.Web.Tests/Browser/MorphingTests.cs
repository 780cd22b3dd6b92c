using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>A refresh takes nothing from what scripts and the person did, and brings what the server says anew.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MorphingTests(Cabinets cabinets)
{
    [Fact]
    public async Task The_plain_upload_never_comes_back()
    {
        await using var manager = await cabinets.SignIn("supermanager", Screen.Phone);
        await manager.Open("/board");
        await manager.Page.Locator(".board-column[data-state=calculation] .card-name").Last.ClickAsync();
        await manager.Page.Locator(".record").WaitForAsync();
        await manager.Open(new Uri(manager.Page.Url).AbsolutePath + "?tab=files");
        var plain = manager.Page.Locator(".upload button");
        await Expect(plain.First).ToBeHiddenAsync();
        await manager.Page.Locator("#upload-source").SetInputFilesAsync(new FilePayload
            { Name = "План.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 plan"u8.ToArray() });
        await Expect(manager.Page.Locator(".file-line").Filter(new() { HasText = "План.pdf" })).ToHaveCountAsync(1);
        await Refresh(manager);
        await Expect(plain.First).ToBeHiddenAsync();
        (await manager.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        (await manager.Page.EvaluateAsync<double>("() => document.querySelector('.upload-input').getBoundingClientRect().width"))
            .ShouldBeLessThan(2);
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task Whatever_a_script_did_stays_and_the_news_of_the_server_comes()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/requests");
        await manager.Page.EvaluateAsync("""
            () => {
              const head = document.querySelector('.page-head h1')
              head.setAttribute('data-own', 'kept')
              head.classList.add('is-own')
              document.querySelector('.grid-head').hidden = true
              const made = Object.assign(document.createElement('p'), { id: 'own-node', textContent: 'своё' })
              document.querySelector('.grid-tools').append(made)
              document.querySelector('.grid-count').textContent = 'по-своему'
              document.querySelector('.menu-item').title = 'подсказка'
            }
            """);
        await manager.Page.Locator(".grid-table tbody [type=checkbox]").First.CheckAsync();
        await manager.Page.Locator("[type=search]").First.EvaluateAsync("input => { input.value = 'набрано' }");
        // The server says something else about one attribute: its word wins.
        await manager.Page.RouteAsync("**/requests", async route =>
        {
            var answer = await route.FetchAsync();
            var html = (await answer.TextAsync()).Replace("class=\"page-main\"", "class=\"page-main is-news\" data-news=\"1\"",
                StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = html });
        });
        await Refresh(manager);
        await Expect(manager.Page.Locator("#main.is-news")).ToHaveAttributeAsync("data-news", "1");
        await Expect(manager.Page.Locator(".page-head h1.is-own")).ToHaveAttributeAsync("data-own", "kept");
        await Expect(manager.Page.Locator(".grid-head")).ToBeHiddenAsync();
        await Expect(manager.Page.Locator("#own-node")).ToHaveTextAsync("своё");
        await Expect(manager.Page.Locator(".grid-count")).ToHaveTextAsync("по-своему");
        await Expect(manager.Page.Locator(".grid-table tbody [type=checkbox]").First).ToBeCheckedAsync();
        await Expect(manager.Page.Locator("[type=search]").First).ToHaveValueAsync("набрано");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_searched_choice_and_an_open_menu_survive()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/requests/new");
        var client = manager.Page.Locator("[name=client_name]");
        await client.FillAsync("Зоя");
        await Visitor.Choose(manager.Page.Locator(".combobox:has([name=partner])"), "Линия");
        await manager.Page.Locator(".person-button").ClickAsync();
        await Refresh(manager);
        await Expect(manager.Page.Locator("#person-menu")).ToBeVisibleAsync();
        await Expect(client).ToHaveValueAsync("Зоя");
        await Expect(manager.Page.Locator(".combobox:has([name=partner]) input[role=combobox]")).ToHaveValueAsync(
            new System.Text.RegularExpressions.Regex("Линия", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(manager.Page.Locator("select[name=partner]")).ToBeHiddenAsync();
        manager.HasNoComplaints();
    }

    /// <summary>What a change of others does to the page, at once and whatever is open.</summary>
    private static async Task Refresh(Visitor visitor)
    {
        await visitor.Page.EvaluateAsync("""
            () => {
              window.morphed = false
              addEventListener('turbo:morph', () => { window.morphed = true }, { once: true })
              document.body.insertAdjacentHTML('beforeend', '<turbo-stream action="refresh"></turbo-stream>')
            }
            """);
        await visitor.Page.WaitForFunctionAsync("() => window.morphed");
    }
}
