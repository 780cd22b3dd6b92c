using System.Net;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Mail;

/// <summary>
/// The page around a letter: one look for all, in the accent of the solution. Mail programs drop stylesheets and scripts, so it is made of
/// tables whose cells carry their styles; those that know the dark theme read the one stylesheet.
/// </summary>
internal static class LetterFrame
{
    private const string Font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Arial,sans-serif";

    private const string Card = "background:#ffffff;border:1px solid #e2e5e9;border-radius:12px;padding:28px 28px 12px;font-size:16px;"
        + "line-height:24px;color:#1b1f24";

    /// <summary>The whole document.</summary>
    /// <param name="solution">Whose name and accent it shows.</param>
    /// <param name="language">Language of its words.</param>
    /// <param name="subject">Subject of the letter.</param>
    /// <param name="html">The letter without the frame, as HTML.</param>
    public static string Html(Solution solution, string language, string subject, string html)
    {
        var (company, accent) = (Encoded(solution.Settings.Title.In(language)), Accent.OnWhite(solution.Settings.Accent));
        return $$"""
            <!DOCTYPE html>
            <html lang="{{language}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{{Encoded(subject)}}</title>
            <style>
            .card p, .card li { overflow-wrap: anywhere }
            @media (prefers-color-scheme: dark) {
            .page { background: #14171b !important }
            .card { background: #1d2127 !important; border-color: #2d333b !important; color: #e6e8eb !important }
            .head { color: #e6e8eb !important }
            .foot { color: #9aa3ad !important }
            .card a:not([style*="background"]) { color: {{Accent.OnNight(solution.Settings.Accent)}} !important }
            }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background:#f3f4f6">
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6">
            <tr><td align="center" style="padding:32px 16px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;{{Font}}">
            <tr><td class="head" style="padding:0 4px 16px;font-size:16px;line-height:24px;font-weight:600;color:#1b1f24">
            <span style="display:inline-block;width:10px;height:10px;border-radius:3px;background:{{accent}}"></span>&nbsp; {{company}}
            </td></tr>
            <tr><td class="card" style="{{Card}}">
            {{html}}
            </td></tr>
            <tr><td class="foot" style="padding:16px 4px 0;font-size:13px;line-height:20px;color:#667080">
            {{Encoded(Texts.Say("letter.footer", language, solution.Settings.Title))}}
            </td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
