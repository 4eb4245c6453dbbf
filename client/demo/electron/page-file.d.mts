export declare function server(given: string | undefined): string;
export declare function pageFile(folder: string, url: string): string | null;
