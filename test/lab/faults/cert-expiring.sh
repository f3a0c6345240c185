description="the certificate ends in five days"
inject() { make_certificate 5; }
undo() { make_certificate 60; }
seen() { served_certificate_lasts 4 && ! served_certificate_lasts 6; }
